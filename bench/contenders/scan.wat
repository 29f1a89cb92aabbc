;; How many rows of a text hold a word. Rows end with the byte 1; the text ends with at least 32 bytes of no row.
;; Sixteen bytes at a time: where the first and the last letter of the word stand at their distance, the letters
;; between them are compared; the rest of a row that was found is passed over.
(module
  (memory (export "memory") 1)
  (func (export "rowsWith") (param $at i32) (param $end i32) (param $word i32) (param $length i32) (result i32)
    (local $found i32) (local $bits i32) (local $place i32) (local $letter i32)
    (local $first v128) (local $last v128) (local $rowEnd v128)
    (local.set $first (i8x16.splat (i32.load8_u (local.get $word))))
    (local.set $last
      (i8x16.splat (i32.load8_u (i32.sub (i32.add (local.get $word) (local.get $length)) (i32.const 1)))))
    (local.set $rowEnd (i8x16.splat (i32.const 1)))
    (block $done
      (loop $blocks
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $bits
          (i8x16.bitmask
            (v128.and
              (i8x16.eq (v128.load (local.get $at)) (local.get $first))
              (i8x16.eq
                (v128.load (i32.sub (i32.add (local.get $at) (local.get $length)) (i32.const 1)))
                (local.get $last)))))
        (if (local.get $bits)
          (then
            (loop $candidates
              (local.set $place (i32.add (local.get $at) (i32.ctz (local.get $bits))))
              (local.set $letter (i32.const 1))
              (block $differs
                (loop $letters
                  (if (i32.lt_s (local.get $letter) (i32.sub (local.get $length) (i32.const 1)))
                    (then
                      (br_if $differs
                        (i32.ne
                          (i32.load8_u (i32.add (local.get $place) (local.get $letter)))
                          (i32.load8_u (i32.add (local.get $word) (local.get $letter)))))
                      (local.set $letter (i32.add (local.get $letter) (i32.const 1)))
                      (br $letters))))
                (local.set $found (i32.add (local.get $found) (i32.const 1)))
                (local.set $at (local.get $place))
                (loop $rest
                  (local.set $bits (i8x16.bitmask (i8x16.eq (v128.load (local.get $at)) (local.get $rowEnd))))
                  (if (i32.eqz (local.get $bits))
                    (then
                      (local.set $at (i32.add (local.get $at) (i32.const 16)))
                      (br $rest))))
                (local.set $at (i32.add (i32.add (local.get $at) (i32.ctz (local.get $bits))) (i32.const 1)))
                (br $blocks))
              (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
              (br_if $candidates (local.get $bits)))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $blocks)))
    (local.get $found)))
