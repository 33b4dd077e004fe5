using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe;

/// <summary>Computes c_0 + c_1 s + c_2 s^2: the message with its noise.</summary>
internal static unsafe class RlweDecryptor
{
    /// <summary>Evaluations of the phase, to a polynomial of as many limbs.</summary>
    public static void Phase(RlweCiphertext ciphertext, SecretKey key, RnsPolynomial destination)
    {
        RnsBasis basis = key.Context.Basis;
        RnsPolynomial secret = key.Polynomial; // throws if it was disposed, before the destination changes
        int n = basis.Degree;
        destination.Resize(ciphertext.LimbCount);
        destination.IsNtt = true;
        for (int i = 0; i < ciphertext.LimbCount; i++)
        {
            // Horner's rule in s.
            double* s = secret[i], sum = destination[i];
            ciphertext[ciphertext.Size - 1].LimbSpan(i).CopyTo(destination.LimbSpan(i));
            for (int p = ciphertext.Size - 2; p >= 0; p--)
            {
                basis.Kernels.Multiply(sum, s, sum, n, basis[i]);
                basis.Kernels.Add(sum, ciphertext[p][i], sum, n, basis[i]);
            }
        }

        GC.KeepAlive(ciphertext);
        GC.KeepAlive(secret);
    }
}
