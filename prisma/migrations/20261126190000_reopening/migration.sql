-- AlterTable
ALTER TABLE "recommendation" ADD COLUMN     "round" INTEGER NOT NULL DEFAULT 0;
