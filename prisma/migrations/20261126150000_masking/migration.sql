-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "masks_names" BOOLEAN NOT NULL DEFAULT false;
