namespace AuditNode.Ckks.Ring;

/// <summary>
/// Reads residues as signed integers, to double precision, by a balanced mixed-radix representation (Garner 1959):
/// x = d_0 + q_0 (d_1 + q_1 (d_2 + ...)) with every digit in [-q/2, q/2].
/// </summary>
/// <remarks>Small integers of either sign have zero high digits, so nothing cancels; the order of operations is fixed.</remarks>
internal static unsafe class MixedRadix
{
    /// <summary>Composes every coefficient; the polynomial's limbs are overwritten by the digits.</summary>
    /// <param name="polynomial">Coefficients.</param>
    /// <param name="destination">N doubles: the integers in [-Q/2, Q/2], rounded.</param>
    public static void Compose(RnsPolynomial polynomial, double* destination)
    {
        RnsBasis basis = polynomial.Basis;
        int n = basis.Degree, limbs = polynomial.LimbCount;
        ToDigits(polynomial);
        for (int k = limbs - 1; k >= 0; k--)
        {
            Modulus q = basis[k];
            double* digits = polynomial[k];
            for (int i = 0; i < n; i++)
            {
                double digit = Centre(digits[i], q);
                destination[i] = k == limbs - 1 ? digit : destination[i] * q.AsDouble + digit;
            }
        }
    }

    /// <summary>Replaces the limbs of coefficients by their digits d_0, d_1, ..., each as a residue; <see cref="Centre"/> gives its sign.</summary>
    public static void ToDigits(RnsPolynomial polynomial)
    {
        RnsBasis basis = polynomial.Basis;
        int n = basis.Degree;
        AlignedBuffer reduced = basis.Pool.Rent(1);
        for (int k = 1; k < polynomial.LimbCount; k++)
        {
            Modulus q = basis[k];
            for (int j = 0; j < k; j++)
            {
                basis.Kernels.ReduceCentred(polynomial[j], basis[j], reduced.Pointer, q, n);
                basis.Kernels.SubtractMultiplyScalar(polynomial[k], reduced.Pointer, basis.InverseModulo(j, k), polynomial[k], n, q);
            }
        }

        reduced.Clear();
        basis.Pool.Return(reduced);
    }

    /// <summary>The integer in [-q/2, q/2] of a residue, without a branch on it: it may be a decrypted value.</summary>
    public static double Centre(double residue, Modulus q)
    {
        double half = (q.Value - 1) / 2;
        long above = BitConverter.DoubleToInt64Bits(half - residue) >> 63;
        return residue - BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(q.AsDouble) & above);
    }
}
