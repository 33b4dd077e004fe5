using System.Numerics;
using AuditNode.Zk.Fields;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Tests.Fields;

/// <summary>A field's operations on integers, so that tests can compare them with integer arithmetic for any of the four fields.</summary>
internal abstract class FieldUnderTest
{
    private static readonly Dictionary<string, FieldUnderTest> s_fields = new()
    {
        ["BN254 base"] = new Of<BaseField<Bn254>>(),
        ["BN254 scalar"] = new Of<ScalarField<Bn254>>(),
        ["P-256 base"] = new Of<BaseField<P256>>(),
        ["P-256 scalar"] = new Of<ScalarField<P256>>(),
    };

    public static TheoryData<string> Names => [.. s_fields.Keys];

    public abstract BigInteger Modulus { get; }

    public static FieldUnderTest Named(string name) => s_fields[name];

    public abstract ulong NegativeInverse { get; }

    public abstract BigInteger Add(BigInteger a, BigInteger b);

    public abstract BigInteger Subtract(BigInteger a, BigInteger b);

    public abstract BigInteger Multiply(BigInteger a, BigInteger b);

    public abstract BigInteger Negate(BigInteger a);

    public abstract BigInteger Square(BigInteger a);

    public abstract BigInteger Triple(BigInteger a);

    public abstract BigInteger Invert(BigInteger a);

    public abstract BigInteger[] InvertAll(BigInteger[] elements);

    public abstract BigInteger Power(BigInteger a, BigInteger exponent);

    public abstract BigInteger? SquareRoot(BigInteger a);

    public abstract bool AreEqual(BigInteger a, BigInteger b);

    public abstract bool IsZero(BigInteger a);

    public abstract bool IsOdd(BigInteger a);

    public abstract BigInteger Select(ulong mask, BigInteger a, BigInteger b);

    public abstract BigInteger? Read(ReadOnlySpan<byte> source);

    public abstract byte[] Write(BigInteger a);

    public abstract BigInteger FromUniformBytes(ReadOnlySpan<byte> source);

    public abstract BigInteger FromUInt64(ulong value);

    /// <summary>
    /// 0, 1, p - 1 and their neighbours, halves, powers of two at the limb borders, and the numbers whose Montgomery form a * 2^256
    /// consists of limbs of zeros, ones and a one, where carries run through.
    /// </summary>
    public BigInteger[] EdgeValues()
    {
        BigInteger p = Modulus, inverse = BigInteger.ModPow(BigInteger.Pow(2, 256), p - 2, p);
        ulong[] limbs = [0, 1, ulong.MaxValue];
        HashSet<BigInteger> values = [0, 1, 2, 3, p - 1, p - 2, p - 3, (p - 1) / 2, (p + 1) / 2, inverse];
        for (int bits = 64; bits < 256; bits += 64) values.UnionWith([BigInteger.Pow(2, bits) - 1, BigInteger.Pow(2, bits), BigInteger.Pow(2, bits) + 1]);
        foreach (ulong l3 in limbs)
            foreach (ulong l2 in limbs)
                foreach (ulong l1 in limbs)
                    foreach (ulong l0 in limbs)
                    {
                        BigInteger raw = (((((new BigInteger(l3) << 64) + l2) << 64) + l1) << 64) + l0;
                        values.Add(raw * inverse % p);
                    }

        for (int i = 1; i <= 4; i++) values.Add((p - i) * inverse % p);
        return [.. values];
    }

    private sealed class Of<TField> : FieldUnderTest
        where TField : struct, IPrimeField
    {
        public override BigInteger Modulus => FieldElement<TField>.Modulus;

        public override ulong NegativeInverse => TField.NegativeInverse;

        public override BigInteger Add(BigInteger a, BigInteger b) => (In(a) + In(b)).ToBigInteger();

        public override BigInteger Subtract(BigInteger a, BigInteger b) => (In(a) - In(b)).ToBigInteger();

        public override BigInteger Multiply(BigInteger a, BigInteger b) => (In(a) * In(b)).ToBigInteger();

        public override BigInteger Negate(BigInteger a) => (-In(a)).ToBigInteger();

        public override BigInteger Square(BigInteger a) => In(a).Square().ToBigInteger();

        public override BigInteger Triple(BigInteger a) => In(a).Triple().ToBigInteger();

        public override BigInteger Invert(BigInteger a) => In(a).Invert().ToBigInteger();

        public override BigInteger[] InvertAll(BigInteger[] elements)
        {
            FieldElement<TField>[] values = [.. elements.Select(In)];
            FieldElement<TField>.InvertAll(values);
            return [.. values.Select(v => v.ToBigInteger())];
        }

        public override BigInteger Power(BigInteger a, BigInteger exponent) =>
            In(a).Power(FieldConstants<TField>.Limbs(exponent)).ToBigInteger();

        public override BigInteger? SquareRoot(BigInteger a) =>
            In(a).TrySquareRoot(out FieldElement<TField> root) ? root.ToBigInteger() : null;

        public override bool AreEqual(BigInteger a, BigInteger b)
        {
            FieldElement<TField> x = In(a), y = In(b);
            bool equal = x == y;
            Assert.Equal(equal ? ulong.MaxValue : 0, FieldElement<TField>.EqualMask(x, y));
            Assert.Equal(!equal, x != y);
            Assert.Equal(equal, x.Equals((object)y));
            return equal;
        }

        public override bool IsZero(BigInteger a) => In(a).IsZero;

        public override bool IsOdd(BigInteger a) => In(a).IsOddMask != 0;

        public override BigInteger Select(ulong mask, BigInteger a, BigInteger b) => FieldElement<TField>.Select(mask, In(a), In(b)).ToBigInteger();

        public override BigInteger? Read(ReadOnlySpan<byte> source) =>
            FieldElement<TField>.TryRead(source, out FieldElement<TField> element) ? element.ToBigInteger() : null;

        public override byte[] Write(BigInteger a)
        {
            var bytes = new byte[FieldElement<TField>.ByteCount];
            In(a).Write(bytes);
            return bytes;
        }

        public override BigInteger FromUniformBytes(ReadOnlySpan<byte> source) => FieldElement<TField>.FromUniformBytes(source).ToBigInteger();

        public override BigInteger FromUInt64(ulong value) => FieldElement<TField>.FromUInt64(value).ToBigInteger();

        private static FieldElement<TField> In(BigInteger a) => FieldElement<TField>.FromBigInteger(a);
    }
}
