;; The matrix product, where a sentence's time goes. All arguments but counts are byte addresses in the one memory.
(module
  (import "env" "memory" (memory 1))

  ;; Float rows → int16 rows of at most ±11,000 and a float scale each: 11,000 × 127 × 1,536 products still fit 32 bits.
  ;; Four rows lie together, pair by pair: [rows / 4][inner / 2][4][2]. inner is a multiple of 8.
  (func (export "quantise")
    (param $x i32) (param $packed i32) (param $scale i32) (param $rows i32) (param $inner i32)
    (local $row i32) (local $from i32) (local $end i32) (local $out i32)
    (local $most v128) (local $largest f32) (local $factor v128) (local $pairs v128)
    (loop $eachRow
      (local.set $end (i32.add (local.get $x) (i32.shl (local.get $inner) (i32.const 2))))
      (local.set $from (local.get $x))
      (local.set $most (f32x4.splat (f32.const 1e-9)))
      (loop $measure
        (local.set $most (f32x4.max (local.get $most) (f32x4.abs (v128.load (local.get $from)))))
        (br_if $measure
          (i32.lt_u (local.tee $from (i32.add (local.get $from) (i32.const 16))) (local.get $end))))
      (local.set $largest
        (f32.max
          (f32.max (f32x4.extract_lane 0 (local.get $most)) (f32x4.extract_lane 1 (local.get $most)))
          (f32.max (f32x4.extract_lane 2 (local.get $most)) (f32x4.extract_lane 3 (local.get $most)))))
      (f32.store
        (i32.add (local.get $scale) (i32.shl (local.get $row) (i32.const 2)))
        (f32.div (local.get $largest) (f32.const 11000)))
      (local.set $factor (f32x4.splat (f32.div (f32.const 11000) (local.get $largest))))
      (local.set $out
        (i32.add (local.get $packed)
          (i32.add
            (i32.shl (i32.mul (i32.and (local.get $row) (i32.const -4)) (local.get $inner)) (i32.const 1))
            (i32.shl (i32.and (local.get $row) (i32.const 3)) (i32.const 2)))))
      (loop $round
        (local.set $pairs
          (i16x8.narrow_i32x4_s
            (i32x4.trunc_sat_f32x4_s
              (f32x4.nearest (f32x4.mul (local.get $factor) (v128.load (local.get $x)))))
            (i32x4.trunc_sat_f32x4_s
              (f32x4.nearest (f32x4.mul (local.get $factor) (v128.load offset=16 (local.get $x)))))))
        (v128.store32_lane 0 (local.get $out) (local.get $pairs))
        (v128.store32_lane offset=16 1 (local.get $out) (local.get $pairs))
        (v128.store32_lane offset=32 2 (local.get $out) (local.get $pairs))
        (v128.store32_lane offset=48 3 (local.get $out) (local.get $pairs))
        (local.set $out (i32.add (local.get $out) (i32.const 64)))
        (br_if $round
          (i32.lt_u (local.tee $x (i32.add (local.get $x) (i32.const 32))) (local.get $end))))
      (br_if $eachRow
        (i32.lt_u (local.tee $row (i32.add (local.get $row) (i32.const 1))) (local.get $rows)))))

  ;; y[rows × columns] = (x · w) × row's scale × column's scale + bias, four rows by eight columns at a time. x is what
  ;; quantise wrote; w is int8: [columns / 8][inner / 2][8][2]. It fills whole fours of rows; columns is a multiple of 8.
  (func (export "multiply")
    (param $x i32) (param $rowScales i32) (param $w i32) (param $scale i32) (param $bias i32) (param $y i32)
    (param $rows i32) (param $inner i32) (param $columns i32)
    (local $xBytes i32) (local $yStride i32) (local $panelBytes i32)
    (local $c i32) (local $r i32) (local $xk i32) (local $wk i32) (local $end i32) (local $out i32)
    (local $column i32) (local $rowScale i32) (local $wa v128) (local $wb v128) (local $s v128)
    (local $scaleA v128) (local $scaleB v128) (local $biasA v128) (local $biasB v128)
    (local $a0 v128) (local $a1 v128) (local $a2 v128) (local $a3 v128)
    (local $b0 v128) (local $b1 v128) (local $b2 v128) (local $b3 v128)
    (local.set $xBytes (i32.shl (local.get $inner) (i32.const 3)))
    (local.set $yStride (i32.shl (local.get $columns) (i32.const 2)))
    (local.set $panelBytes (i32.shl (local.get $inner) (i32.const 3)))
    (loop $panels
      (local.set $column (i32.shl (local.get $c) (i32.const 2)))
      (local.set $scaleA (v128.load (i32.add (local.get $scale) (local.get $column))))
      (local.set $scaleB (v128.load offset=16 (i32.add (local.get $scale) (local.get $column))))
      (local.set $biasA (v128.load (i32.add (local.get $bias) (local.get $column))))
      (local.set $biasB (v128.load offset=16 (i32.add (local.get $bias) (local.get $column))))
      (local.set $xk (local.get $x))
      (local.set $r (i32.const 0))
      (loop $fours
        (local.set $wk (local.get $w))
        (local.set $a0 (v128.const i32x4 0 0 0 0)) (local.set $b0 (v128.const i32x4 0 0 0 0))
        (local.set $a1 (v128.const i32x4 0 0 0 0)) (local.set $b1 (v128.const i32x4 0 0 0 0))
        (local.set $a2 (v128.const i32x4 0 0 0 0)) (local.set $b2 (v128.const i32x4 0 0 0 0))
        (local.set $a3 (v128.const i32x4 0 0 0 0)) (local.set $b3 (v128.const i32x4 0 0 0 0))
        (local.set $end (i32.add (local.get $xk) (local.get $xBytes)))
        (loop $sum
          (local.set $wa (v128.load8x8_s (local.get $wk)))
          (local.set $wb (v128.load8x8_s offset=8 (local.get $wk)))
          (local.set $s (v128.load32_splat (local.get $xk)))
          (local.set $a0 (i32x4.add (local.get $a0) (i32x4.dot_i16x8_s (local.get $s) (local.get $wa))))
          (local.set $b0 (i32x4.add (local.get $b0) (i32x4.dot_i16x8_s (local.get $s) (local.get $wb))))
          (local.set $s (v128.load32_splat offset=4 (local.get $xk)))
          (local.set $a1 (i32x4.add (local.get $a1) (i32x4.dot_i16x8_s (local.get $s) (local.get $wa))))
          (local.set $b1 (i32x4.add (local.get $b1) (i32x4.dot_i16x8_s (local.get $s) (local.get $wb))))
          (local.set $s (v128.load32_splat offset=8 (local.get $xk)))
          (local.set $a2 (i32x4.add (local.get $a2) (i32x4.dot_i16x8_s (local.get $s) (local.get $wa))))
          (local.set $b2 (i32x4.add (local.get $b2) (i32x4.dot_i16x8_s (local.get $s) (local.get $wb))))
          (local.set $s (v128.load32_splat offset=12 (local.get $xk)))
          (local.set $a3 (i32x4.add (local.get $a3) (i32x4.dot_i16x8_s (local.get $s) (local.get $wa))))
          (local.set $b3 (i32x4.add (local.get $b3) (i32x4.dot_i16x8_s (local.get $s) (local.get $wb))))
          (local.set $wa (v128.load8x8_s offset=16 (local.get $wk)))
          (local.set $wb (v128.load8x8_s offset=24 (local.get $wk)))
          (local.set $s (v128.load32_splat offset=16 (local.get $xk)))
          (local.set $a0 (i32x4.add (local.get $a0) (i32x4.dot_i16x8_s (local.get $s) (local.get $wa))))
          (local.set $b0 (i32x4.add (local.get $b0) (i32x4.dot_i16x8_s (local.get $s) (local.get $wb))))
          (local.set $s (v128.load32_splat offset=20 (local.get $xk)))
          (local.set $a1 (i32x4.add (local.get $a1) (i32x4.dot_i16x8_s (local.get $s) (local.get $wa))))
          (local.set $b1 (i32x4.add (local.get $b1) (i32x4.dot_i16x8_s (local.get $s) (local.get $wb))))
          (local.set $s (v128.load32_splat offset=24 (local.get $xk)))
          (local.set $a2 (i32x4.add (local.get $a2) (i32x4.dot_i16x8_s (local.get $s) (local.get $wa))))
          (local.set $b2 (i32x4.add (local.get $b2) (i32x4.dot_i16x8_s (local.get $s) (local.get $wb))))
          (local.set $s (v128.load32_splat offset=28 (local.get $xk)))
          (local.set $a3 (i32x4.add (local.get $a3) (i32x4.dot_i16x8_s (local.get $s) (local.get $wa))))
          (local.set $b3 (i32x4.add (local.get $b3) (i32x4.dot_i16x8_s (local.get $s) (local.get $wb))))
          (local.set $wk (i32.add (local.get $wk) (i32.const 32)))
          (br_if $sum
            (i32.lt_u (local.tee $xk (i32.add (local.get $xk) (i32.const 32))) (local.get $end))))
        (local.set $rowScale (i32.add (local.get $rowScales) (i32.shl (local.get $r) (i32.const 2))))
        (local.set $out
          (i32.add (local.get $y)
            (i32.add (i32.mul (local.get $r) (local.get $yStride)) (local.get $column))))
        (local.set $s (v128.load32_splat (local.get $rowScale)))
        (v128.store (local.get $out)
          (f32x4.add (local.get $biasA)
            (f32x4.mul (f32x4.convert_i32x4_s (local.get $a0)) (f32x4.mul (local.get $s) (local.get $scaleA)))))
        (v128.store offset=16 (local.get $out)
          (f32x4.add (local.get $biasB)
            (f32x4.mul (f32x4.convert_i32x4_s (local.get $b0)) (f32x4.mul (local.get $s) (local.get $scaleB)))))
        (local.set $out (i32.add (local.get $out) (local.get $yStride)))
        (local.set $s (v128.load32_splat offset=4 (local.get $rowScale)))
        (v128.store (local.get $out)
          (f32x4.add (local.get $biasA)
            (f32x4.mul (f32x4.convert_i32x4_s (local.get $a1)) (f32x4.mul (local.get $s) (local.get $scaleA)))))
        (v128.store offset=16 (local.get $out)
          (f32x4.add (local.get $biasB)
            (f32x4.mul (f32x4.convert_i32x4_s (local.get $b1)) (f32x4.mul (local.get $s) (local.get $scaleB)))))
        (local.set $out (i32.add (local.get $out) (local.get $yStride)))
        (local.set $s (v128.load32_splat offset=8 (local.get $rowScale)))
        (v128.store (local.get $out)
          (f32x4.add (local.get $biasA)
            (f32x4.mul (f32x4.convert_i32x4_s (local.get $a2)) (f32x4.mul (local.get $s) (local.get $scaleA)))))
        (v128.store offset=16 (local.get $out)
          (f32x4.add (local.get $biasB)
            (f32x4.mul (f32x4.convert_i32x4_s (local.get $b2)) (f32x4.mul (local.get $s) (local.get $scaleB)))))
        (local.set $out (i32.add (local.get $out) (local.get $yStride)))
        (local.set $s (v128.load32_splat offset=12 (local.get $rowScale)))
        (v128.store (local.get $out)
          (f32x4.add (local.get $biasA)
            (f32x4.mul (f32x4.convert_i32x4_s (local.get $a3)) (f32x4.mul (local.get $s) (local.get $scaleA)))))
        (v128.store offset=16 (local.get $out)
          (f32x4.add (local.get $biasB)
            (f32x4.mul (f32x4.convert_i32x4_s (local.get $b3)) (f32x4.mul (local.get $s) (local.get $scaleB)))))
        (br_if $fours
          (i32.lt_u (local.tee $r (i32.add (local.get $r) (i32.const 4))) (local.get $rows))))
      (local.set $w (i32.add (local.get $w) (local.get $panelBytes)))
      (br_if $panels
        (i32.lt_u (local.tee $c (i32.add (local.get $c) (i32.const 8))) (local.get $columns))))))
