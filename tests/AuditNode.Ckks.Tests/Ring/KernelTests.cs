using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Tests.Ring;

/// <summary>Every elementwise kernel of every instruction set against 128-bit integer arithmetic, at random and at the extremes.</summary>
public sealed unsafe class KernelTests
{
    private const int Length = 512;
    private const int KeptBuffers = 1000; // far more than any test has at once

    [ThreadStatic]
    private static Queue<AlignedBuffer>? t_kept;

    private delegate void Binary(double* a, double* b, double* d, int n, Modulus modulus);

    public static TheoryData<int, InstructionSet> Moduli
    {
        get
        {
            var data = new TheoryData<int, InstructionSet>();
            foreach (int bits in new[] { 20, 32, 34, 40, 48, 49, 50 })
            {
                foreach (InstructionSet set in Enum.GetValues<InstructionSet>()) data.Add(bits, set);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Moduli))]
    public void Sums_differences_and_products(int bits, InstructionSet set)
    {
        RingKernels k = RingKernels.For(set);
        foreach (Modulus q in PrimesOf(bits))
        {
            CheckBinary(q, k.Add, (a, b, _, p) => (a + b) % p);
            CheckBinary(q, k.Subtract, (a, b, _, p) => (a + p - b) % p);
            CheckBinary(q, k.Multiply, (a, b, _, p) => a * b % p);
            CheckBinary(q, k.MultiplyAdd, (a, b, d, p) => (d + a * b) % p);
            CheckBinary(q, (a, _, d, n, m) => k.Negate(a, d, n, m), (a, _, _, p) => (p - a) % p);
        }
    }

    [Theory]
    [MemberData(nameof(Moduli))]
    public void Operations_with_a_constant(int bits, InstructionSet set)
    {
        RingKernels k = RingKernels.For(set);
        foreach (Modulus q in PrimesOf(bits))
        {
            foreach (ulong s in Extremes(q.Value).Append(0x123456789ABCDEF0 % q.Value))
            {
                CheckBinary(q, (a, _, d, n, m) => k.AddScalar(a, s, d, n, m), (a, _, _, p) => (a + s) % p);
                CheckBinary(q, (a, _, d, n, m) => k.MultiplyScalar(a, s, d, n, m), (a, _, _, p) => a * s % p);
                CheckBinary(q, (a, _, d, n, m) => k.MultiplyScalarAdd(a, s, d, n, m), (a, _, d, p) => (d + a * s) % p);
                CheckBinary(q, (a, b, d, n, m) => k.SubtractMultiplyScalar(a, b, s, d, n, m), (a, b, _, p) => (a + p - b) * s % p);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Moduli))]
    public void A_destination_may_be_an_operand(int bits, InstructionSet set)
    {
        RingKernels k = RingKernels.For(set);
        Modulus q = PrimesOf(bits)[0];
        (ulong[] x, ulong[] y) = Pairs(q.Value, seed: 7);
        AlignedBuffer a = Limb(x), b = Limb(y);
        k.Multiply(a.Pointer, b.Pointer, a.Pointer, Length, q);
        k.Subtract(a.Pointer, b.Pointer, b.Pointer, Length, q);
        k.Add(b.Pointer, b.Pointer, b.Pointer, Length, q);
        for (int i = 0; i < Length; i++)
        {
            UInt128 p = q.Value, product = (UInt128)x[i] * y[i] % p;
            Assert.Equal((double)(ulong)product, a.Pointer[i]);
            Assert.Equal((double)(ulong)(2 * (product + p - y[i]) % p), b.Pointer[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Moduli))]
    public void Tensor_products_with_and_without_accumulation(int bits, InstructionSet set)
    {
        RingKernels k = RingKernels.For(set);
        foreach (Modulus q in PrimesOf(bits))
        {
            (ulong[] x0, ulong[] y0) = Pairs(q.Value, seed: 1);
            (ulong[] x1, ulong[] y1) = Pairs(q.Value, seed: 2);
            (ulong[] z0, ulong[] z1) = Pairs(q.Value, seed: 3);
            Array.Reverse(x1);
            Array.Reverse(z1);
            AlignedBuffer a0 = Limb(x0), a1 = Limb(x1), b0 = Limb(y0), b1 = Limb(y1);
            foreach (bool accumulate in new[] { false, true })
            {
                AlignedBuffer d0 = Limb(z0), d1 = Limb(z1), d2 = Limb(z0);
                k.Tensor(a0.Pointer, a1.Pointer, b0.Pointer, b1.Pointer, d0.Pointer, d1.Pointer, d2.Pointer, Length, q, accumulate);
                for (int i = 0; i < Length; i++)
                {
                    UInt128 p = q.Value, s0 = accumulate ? z0[i] : 0u, s1 = accumulate ? z1[i] : 0u;
                    Assert.Equal((double)(ulong)((s0 + (UInt128)x0[i] * y0[i]) % p), d0.Pointer[i]);
                    Assert.Equal((double)(ulong)((s1 + (UInt128)x0[i] * y1[i] + (UInt128)x1[i] * y0[i]) % p), d1.Pointer[i]);
                    Assert.Equal((double)(ulong)((s0 + (UInt128)x1[i] * y1[i]) % p), d2.Pointer[i]);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Moduli))]
    public void Squares_are_tensor_products_of_a_pair_with_itself(int bits, InstructionSet set)
    {
        foreach (Modulus q in PrimesOf(bits))
        {
            (ulong[] x0, ulong[] x1) = Pairs(q.Value, seed: 5);
            AlignedBuffer a0 = Limb(x0), a1 = Limb(x1), d1 = Limb(Length), d2 = Limb(Length);
            RingKernels.For(set).Square(a0.Pointer, a1.Pointer, a0.Pointer, d1.Pointer, d2.Pointer, Length, q);
            for (int i = 0; i < Length; i++)
            {
                Assert.Equal((double)(ulong)((UInt128)x0[i] * x0[i] % q.Value), a0.Pointer[i]);
                Assert.Equal((double)(ulong)(2 * (UInt128)x0[i] * x1[i] % q.Value), d1.Pointer[i]);
                Assert.Equal((double)(ulong)((UInt128)x1[i] * x1[i] % q.Value), d2.Pointer[i]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Moduli))]
    public void Differences_times_a_constant_plus_a_multiple(int bits, InstructionSet set)
    {
        foreach (Modulus q in PrimesOf(bits))
        {
            foreach (ulong s in Extremes(q.Value))
            {
                foreach (ulong t in new ulong[] { 1, 2, q.Value / 2, q.Value - 1 })
                {
                    CheckBinary(q, (a, b, d, n, m) => RingKernels.For(set).SubtractMultiplyAdd(a, b, s, d, t, d, n, m),
                        (a, b, d, p) => ((a + p - b) * s + d * t) % p);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Moduli))]
    public void Inner_products_of_up_to_32_terms(int bits, InstructionSet set)
    {
        RingKernels k = RingKernels.For(set);
        Modulus q = PrimesOf(bits)[0];
        UInt128 p = q.Value;
        const int Terms = 32;
        var values = new (ulong[] A, ulong[] K0, ulong[] K1)[Terms];
        var buffers = new AlignedBuffer[3 * Terms];
        double** pointers = stackalloc double*[3 * Terms];
        for (int j = 0; j < Terms; j++)
        {
            (ulong[] a, ulong[] k0) = Pairs(q.Value, seed: (ulong)j);
            // The first coefficients are p-1 in every term, so the lazy sums are as large as they can be.
            ulong[] k1 = [.. k0.Select((_, i) => i < 16 ? q.Value - 1 : k0[Length - 1 - i])];
            for (int i = 0; i < 16; i++) a[i] = k0[i] = q.Value - 1;
            values[j] = (a, k0, k1);
            buffers[j] = Limb(a);
            buffers[Terms + j] = Limb(k0);
            buffers[2 * Terms + j] = Limb(k1);
        }

        for (int j = 0; j < 3 * Terms; j++) pointers[j] = buffers[j].Pointer;
        AlignedBuffer d0 = Limb(Length), d1 = Limb(Length);
        foreach (int count in new[] { 1, 2, 7, 8, 9, 15, 16, 17, 31, 32 })
        {
            k.InnerProducts(pointers, pointers + Terms, pointers + 2 * Terms, count, d0.Pointer, d1.Pointer, Length, q);
            for (int i = 0; i < Length; i++)
            {
                UInt128 sum0 = 0, sum1 = 0;
                for (int j = 0; j < count; j++)
                {
                    sum0 += (UInt128)values[j].A[i] * values[j].K0[i];
                    sum1 += (UInt128)values[j].A[i] * values[j].K1[i];
                }

                Assert.Equal((double)(ulong)(sum0 % p), d0.Pointer[i]);
                Assert.Equal((double)(ulong)(sum1 % p), d1.Pointer[i]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Moduli))]
    public void Permute_gathers_by_index(int bits, InstructionSet set)
    {
        Modulus q = PrimesOf(bits)[0];
        ulong[] x = TestVectors.Residues(Length, q.Value, seed: 4);
        AlignedBuffer a = Limb(x), d = Limb(Length);
        int* indices = stackalloc int[Length];
        for (int i = 0; i < Length; i++) indices[i] = (i * 77 + 13) % Length;
        RingKernels.For(set).Permute(a.Pointer, indices, d.Pointer, Length);
        for (int i = 0; i < Length; i++) Assert.Equal((double)x[(i * 77 + 13) % Length], d.Pointer[i]);
    }

    internal static Modulus[] PrimesOf(int bits)
    {
        // The largest of the size and the smallest: the reciprocal's rounding differs.
        ulong smallest = (1UL << (bits - 1)) + 1;
        while (!ModularArithmetic.IsPrime(smallest)) smallest += 2;
        return [.. NttPrimes.Descending(256, bits, 2, []).Append(smallest).Select(p => new Modulus(p))];
    }

    internal static ulong[] Extremes(ulong p) => [0, 1, 2, p / 2, p / 2 + 1, p - 2, p - 1];

    internal static AlignedBuffer Limb(ulong[] values)
    {
        AlignedBuffer buffer = Limb(values.Length);
        for (int i = 0; i < values.Length; i++) buffer.Pointer[i] = values[i];
        return buffer;
    }

    /// <summary>A buffer that stays reachable for the rest of its test's thread, while kernels hold nothing but its address.</summary>
    internal static AlignedBuffer Limb(int length)
    {
        var buffer = new AlignedBuffer(length);
        Queue<AlignedBuffer> kept = t_kept ??= new Queue<AlignedBuffer>();
        kept.Enqueue(buffer);
        if (kept.Count > KeptBuffers) kept.Dequeue();
        return buffer;
    }

    /// <summary>Every pair of extremes, then random pairs.</summary>
    private static (ulong[] A, ulong[] B) Pairs(ulong p, ulong seed)
    {
        ulong[] a = TestVectors.Residues(Length, p, seed), b = TestVectors.Residues(Length, p, seed + 1000), extremes = Extremes(p);
        int i = 0;
        foreach (ulong x in extremes)
        {
            foreach (ulong y in extremes) (a[i], b[i++]) = (x, y);
        }

        return (a, b);
    }

    private static void CheckBinary(Modulus q, Binary kernel, Func<UInt128, UInt128, UInt128, UInt128, UInt128> exact)
    {
        (ulong[] x, ulong[] y) = Pairs(q.Value, seed: q.Value);
        ulong[] z = [.. x.Reverse()];
        AlignedBuffer a = Limb(x), b = Limb(y), d = Limb(z);
        kernel(a.Pointer, b.Pointer, d.Pointer, Length, q);
        for (int i = 0; i < Length; i++)
        {
            double expected = (double)(ulong)exact(x[i], y[i], z[i], q.Value);
            Assert.True(BitConverter.DoubleToUInt64Bits(expected) == BitConverter.DoubleToUInt64Bits(d.Pointer[i]),
                $"a={x[i]} b={y[i]} d={z[i]} p={q}: {d.Pointer[i]:R} instead of {expected:R}.");
        }
    }
}
