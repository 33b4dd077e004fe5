using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AuditNode.Zk.Fields;

namespace AuditNode.Zk.Groups;

/// <summary>An integer modulo the prime order of <typeparamref name="TCurve"/>. The default value is zero.</summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <remarks>
/// Scalars may be secret: arithmetic, comparison, inversion, reading and writing are constant time, because they consist of the same
/// field operations and memory accesses for every value. Only <see cref="FromBigInteger"/> and <see cref="ToBigInteger"/> are not.
/// </remarks>
public readonly partial struct Scalar<TCurve> : IEquatable<Scalar<TCurve>>
    where TCurve : struct, ICurve
{
    private readonly FieldElement<ScalarField<TCurve>> _value;

    private Scalar(in FieldElement<ScalarField<TCurve>> value) => _value = value;

    /// <summary>0.</summary>
    public static Scalar<TCurve> Zero => default;

    /// <summary>1.</summary>
    public static Scalar<TCurve> One => new(FieldElement<ScalarField<TCurve>>.One);

    /// <summary>The group's order, a prime of 254 bits (BN254) or 256 bits (P-256).</summary>
    public static BigInteger Order => FieldElement<ScalarField<TCurve>>.Modulus;

    /// <summary>Whether this is zero.</summary>
    public bool IsZero => _value.IsZero;

    /// <summary>A uniformly random scalar from the operating system's generator (within 2^-128 of uniform).</summary>
    public static Scalar<TCurve> Random()
    {
        Span<byte> bytes = stackalloc byte[48];
        RandomNumberGenerator.Fill(bytes);
        Scalar<TCurve> scalar = FromUniformBytes(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return scalar;
    }

    /// <summary>
    /// Overwrites secrets with zeros. Reaches the given memory only, not copies that the runtime made of its values.
    /// </summary>
    /// <param name="scalars">The scalars to overwrite.</param>
    public static void Clear(Span<Scalar<TCurve>> scalars) => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(scalars));

    /// <summary>The inverse modulo the order, constant time (Fermat's little theorem).</summary>
    /// <returns>The inverse.</returns>
    /// <exception cref="DivideByZeroException">The scalar is zero.</exception>
    public Scalar<TCurve> Invert() =>
        IsZero ? throw new DivideByZeroException($"Zero has no inverse modulo the order of {TCurve.Name}.") : new(_value.Invert());

    /// <summary>The sum modulo the order.</summary>
    /// <param name="a">First summand.</param>
    /// <param name="b">Second summand.</param>
    public static Scalar<TCurve> operator +(in Scalar<TCurve> a, in Scalar<TCurve> b) => new(a._value + b._value);

    /// <summary>The difference modulo the order.</summary>
    /// <param name="a">Minuend.</param>
    /// <param name="b">Subtrahend.</param>
    public static Scalar<TCurve> operator -(in Scalar<TCurve> a, in Scalar<TCurve> b) => new(a._value - b._value);

    /// <summary>The negative modulo the order.</summary>
    /// <param name="a">The scalar to negate.</param>
    public static Scalar<TCurve> operator -(in Scalar<TCurve> a) => new(-a._value);

    /// <summary>The product modulo the order.</summary>
    /// <param name="a">First factor.</param>
    /// <param name="b">Second factor.</param>
    public static Scalar<TCurve> operator *(in Scalar<TCurve> a, in Scalar<TCurve> b) => new(a._value * b._value);

    /// <summary>Whether both are equal, compared in constant time.</summary>
    /// <param name="a">First scalar.</param>
    /// <param name="b">Second scalar.</param>
    public static bool operator ==(in Scalar<TCurve> a, in Scalar<TCurve> b) => a._value == b._value;

    /// <summary>Whether both differ, compared in constant time.</summary>
    /// <param name="a">First scalar.</param>
    /// <param name="b">Second scalar.</param>
    public static bool operator !=(in Scalar<TCurve> a, in Scalar<TCurve> b) => a._value != b._value;

    /// <inheritdoc/>
    public bool Equals(Scalar<TCurve> other) => _value == other._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Scalar<TCurve> other && _value == other._value;

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode();

    /// <summary>Says the type only: the value may be secret.</summary>
    /// <returns>For example "scalar of P-256".</returns>
    public override string ToString() => $"scalar of {TCurve.Name}";
}
