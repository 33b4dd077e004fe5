using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe;

/// <summary>Limbs as they stand in payloads: those of a b-bit prime take b bits a coefficient, one limb after the other.</summary>
internal static class LimbPacking
{
    /// <summary>Bytes of the limb modulo prime i of a basis.</summary>
    public static int Length(RnsBasis basis, int prime) => BitPacking.PackedLength(basis.Degree, basis[prime].BitCount);

    /// <summary>Bytes of a polynomial's first limbs.</summary>
    public static long PolynomialLength(RnsBasis basis, int limbs)
    {
        long length = 0;
        for (int i = 0; i < limbs; i++) length += Length(basis, i);
        return length;
    }

    /// <summary>Writes all limbs of a polynomial.</summary>
    public static void Write(BinaryFieldWriter writer, RnsPolynomial polynomial)
    {
        for (int i = 0; i < polynomial.LimbCount; i++) writer.WriteResidues(polynomial.LimbSpan(i), polynomial.Basis[i].BitCount);
        GC.KeepAlive(polynomial);
    }

    /// <summary>Reads all limbs of a polynomial.</summary>
    /// <exception cref="SerializationException">A residue is not below its prime.</exception>
    public static void Read(ref BoundedReader reader, string field, RnsPolynomial polynomial)
    {
        RnsBasis basis = polynomial.Basis;
        for (int i = 0; i < polynomial.LimbCount; i++)
        {
            reader.ReadResidues($"{field} limb {i}", basis[i].BitCount, basis[i].Value, polynomial.LimbSpan(i));
        }

        GC.KeepAlive(polynomial);
    }

    /// <summary>Checks that exactly as much is left as is about to be read, before memory is taken for it.</summary>
    /// <exception cref="SerializationException">It is not.</exception>
    public static void RequireRest(in BoundedReader reader, long length, string field)
    {
        if (reader.Remaining != length) throw Envelope.Refusal(field, $"{reader.Remaining} bytes", $"{length} bytes");
    }
}
