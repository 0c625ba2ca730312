;; What a layer does between its matrix products, over rows of float32. All arguments but counts are byte addresses.
(module
  (import "env" "memory" (memory 1))

  ;; 0.5 x (1 + erf(x / √2)) in place; erf as in Abramowitz and Stegun 7.1.28, within 3e-7. numbers is a multiple of 4.
  (func (export "gelu") (param $x i32) (param $numbers i32)
    (local $end i32) (local $value v128) (local $size v128) (local $power v128) (local $t v128)
    (local.set $end (i32.add (local.get $x) (i32.shl (local.get $numbers) (i32.const 2))))
    (loop $each
      (local.set $value (v128.load (local.get $x)))
      (local.set $size (f32x4.abs (local.get $value)))
      (local.set $t (f32x4.mul (local.get $size) (f32x4.splat (f32.const 0.70710678))))
      (local.set $power
        (f32x4.add (f32x4.splat (f32.const 2765672e-10))
          (f32x4.mul (local.get $t) (f32x4.splat (f32.const 430638e-10)))))
      (local.set $power
        (f32x4.add (f32x4.splat (f32.const 1520143e-10)) (f32x4.mul (local.get $t) (local.get $power))))
      (local.set $power
        (f32x4.add (f32x4.splat (f32.const 92705272e-10)) (f32x4.mul (local.get $t) (local.get $power))))
      (local.set $power
        (f32x4.add (f32x4.splat (f32.const 422820123e-10)) (f32x4.mul (local.get $t) (local.get $power))))
      (local.set $power
        (f32x4.add (f32x4.splat (f32.const 705230784e-10)) (f32x4.mul (local.get $t) (local.get $power))))
      (local.set $power
        (f32x4.add (f32x4.splat (f32.const 1)) (f32x4.mul (local.get $t) (local.get $power))))
      (local.set $power (f32x4.mul (local.get $power) (local.get $power)))
      (local.set $power (f32x4.mul (local.get $power) (local.get $power)))
      (local.set $power (f32x4.mul (local.get $power) (local.get $power)))
      (local.set $power (f32x4.mul (local.get $power) (local.get $power)))
      (v128.store (local.get $x)
        (f32x4.mul (f32x4.splat (f32.const 0.5))
          (f32x4.add (local.get $value)
            (f32x4.sub (local.get $size) (f32x4.div (local.get $size) (local.get $power))))))
      (br_if $each
        (i32.lt_u (local.tee $x (i32.add (local.get $x) (i32.const 16))) (local.get $end)))))

  ;; x = layer norm of (x + y): each row to mean 0 and variance 1, × weight + bias. size is a multiple of 4.
  (func (export "normalise")
    (param $x i32) (param $y i32) (param $weight i32) (param $bias i32) (param $rows i32) (param $size i32)
    (local $bytes i32) (local $i i32) (local $sum v128) (local $mean v128) (local $value v128)
    (local.set $bytes (i32.shl (local.get $size) (i32.const 2)))
    (loop $eachRow
      (local.set $sum (v128.const f32x4 0 0 0 0))
      (local.set $i (i32.const 0))
      (loop $add
        (local.set $value
          (f32x4.add
            (v128.load (i32.add (local.get $x) (local.get $i)))
            (v128.load (i32.add (local.get $y) (local.get $i)))))
        (v128.store (i32.add (local.get $x) (local.get $i)) (local.get $value))
        (local.set $sum (f32x4.add (local.get $sum) (local.get $value)))
        (br_if $add
          (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 16))) (local.get $bytes))))
      (local.set $mean
        (f32x4.splat
          (f32.div (call $total (local.get $sum)) (f32.convert_i32_u (local.get $size)))))
      (local.set $sum (v128.const f32x4 0 0 0 0))
      (local.set $i (i32.const 0))
      (loop $centre
        (local.set $value
          (f32x4.sub (v128.load (i32.add (local.get $x) (local.get $i))) (local.get $mean)))
        (v128.store (i32.add (local.get $x) (local.get $i)) (local.get $value))
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (local.get $value) (local.get $value))))
        (br_if $centre
          (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 16))) (local.get $bytes))))
      (local.set $sum
        (f32x4.splat
          (f32.div (f32.const 1)
            (f32.sqrt
              (f32.add (f32.const 1e-12)
                (f32.div (call $total (local.get $sum)) (f32.convert_i32_u (local.get $size))))))))
      (local.set $i (i32.const 0))
      (loop $scale
        (v128.store (i32.add (local.get $x) (local.get $i))
          (f32x4.add
            (v128.load (i32.add (local.get $bias) (local.get $i)))
            (f32x4.mul
              (v128.load (i32.add (local.get $weight) (local.get $i)))
              (f32x4.mul (local.get $sum) (v128.load (i32.add (local.get $x) (local.get $i)))))))
        (br_if $scale
          (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 16))) (local.get $bytes))))
      (local.set $x (i32.add (local.get $x) (local.get $bytes)))
      (local.set $y (i32.add (local.get $y) (local.get $bytes)))
      (br_if $eachRow (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

  (func $total (param $four v128) (result f32)
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $four)) (f32x4.extract_lane 1 (local.get $four)))
      (f32.add (f32x4.extract_lane 2 (local.get $four)) (f32x4.extract_lane 3 (local.get $four)))))

  ;; One head of 32 numbers, at the same place in each row of q, k and v, stride bytes apart:
  ;; out = softmax(q · k / √32) · v. shares is room for one float a row, to a multiple of 4.
  (func (export "attend")
    (param $q i32) (param $k i32) (param $v i32) (param $out i32) (param $shares i32)
    (param $rows i32) (param $stride i32)
    (local $row i32) (local $end i32) (local $at i32) (local $other i32) (local $sum v128) (local $s v128)
    (local $n0 v128) (local $n1 v128) (local $n2 v128) (local $n3 v128)
    (local $n4 v128) (local $n5 v128) (local $n6 v128) (local $n7 v128)
    (local.set $end (i32.add (local.get $shares) (i32.shl (local.get $rows) (i32.const 2))))
    (local.set $row (local.get $rows))
    (loop $queries
      (local.set $n0 (v128.load (local.get $q))) (local.set $n1 (v128.load offset=16 (local.get $q)))
      (local.set $n2 (v128.load offset=32 (local.get $q))) (local.set $n3 (v128.load offset=48 (local.get $q)))
      (local.set $n4 (v128.load offset=64 (local.get $q))) (local.set $n5 (v128.load offset=80 (local.get $q)))
      (local.set $n6 (v128.load offset=96 (local.get $q))) (local.set $n7 (v128.load offset=112 (local.get $q)))
      (local.set $at (local.get $shares))
      (local.set $other (local.get $k))
      (loop $keys
        (f32.store (local.get $at)
          (f32.mul (f32.const 0.17677669)
            (call $total
              (f32x4.add
                (f32x4.add
                  (f32x4.add
                    (f32x4.mul (local.get $n0) (v128.load (local.get $other)))
                    (f32x4.mul (local.get $n1) (v128.load offset=16 (local.get $other))))
                  (f32x4.add
                    (f32x4.mul (local.get $n2) (v128.load offset=32 (local.get $other)))
                    (f32x4.mul (local.get $n3) (v128.load offset=48 (local.get $other)))))
                (f32x4.add
                  (f32x4.add
                    (f32x4.mul (local.get $n4) (v128.load offset=64 (local.get $other)))
                    (f32x4.mul (local.get $n5) (v128.load offset=80 (local.get $other))))
                  (f32x4.add
                    (f32x4.mul (local.get $n6) (v128.load offset=96 (local.get $other)))
                    (f32x4.mul (local.get $n7) (v128.load offset=112 (local.get $other)))))))))
        (local.set $other (i32.add (local.get $other) (local.get $stride)))
        (br_if $keys
          (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (local.get $end))))
      (local.set $sum (f32x4.splat (f32.div (f32.const 1) (call $exponents (local.get $shares) (local.get $end)))))
      (local.set $n0 (v128.const f32x4 0 0 0 0)) (local.set $n1 (v128.const f32x4 0 0 0 0))
      (local.set $n2 (v128.const f32x4 0 0 0 0)) (local.set $n3 (v128.const f32x4 0 0 0 0))
      (local.set $n4 (v128.const f32x4 0 0 0 0)) (local.set $n5 (v128.const f32x4 0 0 0 0))
      (local.set $n6 (v128.const f32x4 0 0 0 0)) (local.set $n7 (v128.const f32x4 0 0 0 0))
      (local.set $at (local.get $shares))
      (local.set $other (local.get $v))
      (loop $values
        (local.set $s (f32x4.mul (local.get $sum) (v128.load32_splat (local.get $at))))
        (local.set $n0
          (f32x4.add (local.get $n0) (f32x4.mul (local.get $s) (v128.load (local.get $other)))))
        (local.set $n1
          (f32x4.add (local.get $n1) (f32x4.mul (local.get $s) (v128.load offset=16 (local.get $other)))))
        (local.set $n2
          (f32x4.add (local.get $n2) (f32x4.mul (local.get $s) (v128.load offset=32 (local.get $other)))))
        (local.set $n3
          (f32x4.add (local.get $n3) (f32x4.mul (local.get $s) (v128.load offset=48 (local.get $other)))))
        (local.set $n4
          (f32x4.add (local.get $n4) (f32x4.mul (local.get $s) (v128.load offset=64 (local.get $other)))))
        (local.set $n5
          (f32x4.add (local.get $n5) (f32x4.mul (local.get $s) (v128.load offset=80 (local.get $other)))))
        (local.set $n6
          (f32x4.add (local.get $n6) (f32x4.mul (local.get $s) (v128.load offset=96 (local.get $other)))))
        (local.set $n7
          (f32x4.add (local.get $n7) (f32x4.mul (local.get $s) (v128.load offset=112 (local.get $other)))))
        (local.set $other (i32.add (local.get $other) (local.get $stride)))
        (br_if $values
          (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (local.get $end))))
      (v128.store (local.get $out) (local.get $n0)) (v128.store offset=16 (local.get $out) (local.get $n1))
      (v128.store offset=32 (local.get $out) (local.get $n2)) (v128.store offset=48 (local.get $out) (local.get $n3))
      (v128.store offset=64 (local.get $out) (local.get $n4)) (v128.store offset=80 (local.get $out) (local.get $n5))
      (v128.store offset=96 (local.get $out) (local.get $n6)) (v128.store offset=112 (local.get $out) (local.get $n7))
      (local.set $q (i32.add (local.get $q) (local.get $stride)))
      (local.set $out (i32.add (local.get $out) (local.get $stride)))
      (br_if $queries (local.tee $row (i32.sub (local.get $row) (i32.const 1))))))

  ;; The numbers from x up to end become e^(number − largest); returns their sum. Up to three past the end are overwritten.
  (func $exponents (param $x i32) (param $end i32) (result f32)
    (local $at i32) (local $most f32) (local $n v128) (local $t v128) (local $sum v128)
    (local.set $at (local.get $x))
    (local.set $most (f32.load (local.get $x)))
    (loop $measure
      (local.set $most (f32.max (local.get $most) (f32.load (local.get $at))))
      (br_if $measure
        (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (local.get $end))))
    (v128.store (local.get $end) (f32x4.splat (f32.const -1e9)))
    (loop $each
      ;; 2^(whole + part): the whole goes into the exponent's bits, a polynomial does the part, within 3e-6.
      (local.set $t
        (f32x4.mul (f32x4.splat (f32.const 1.44269504))
          (f32x4.max (f32x4.splat (f32.const -87))
            (f32x4.sub (v128.load (local.get $x)) (f32x4.splat (local.get $most))))))
      (local.set $n (f32x4.nearest (local.get $t)))
      (local.set $t (f32x4.sub (local.get $t) (local.get $n)))
      (local.set $n
        (i32x4.shl
          (i32x4.add (i32x4.trunc_sat_f32x4_s (local.get $n)) (i32x4.splat (i32.const 127)))
          (i32.const 23)))
      (local.set $n
        (f32x4.mul (local.get $n)
          (f32x4.add (f32x4.splat (f32.const 1)) (f32x4.mul (local.get $t)
            (f32x4.add (f32x4.splat (f32.const 0.69314718)) (f32x4.mul (local.get $t)
              (f32x4.add (f32x4.splat (f32.const 0.24022651)) (f32x4.mul (local.get $t)
                (f32x4.add (f32x4.splat (f32.const 0.05550411)) (f32x4.mul (local.get $t)
                  (f32x4.splat (f32.const 0.00961813))))))))))))
      (v128.store (local.get $x) (local.get $n))
      (local.set $sum (f32x4.add (local.get $sum) (local.get $n)))
      (br_if $each
        (i32.lt_u (local.tee $x (i32.add (local.get $x) (i32.const 16))) (local.get $end))))
    (call $total (local.get $sum))))
