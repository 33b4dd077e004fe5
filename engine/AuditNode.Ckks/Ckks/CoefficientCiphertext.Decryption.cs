using System.Numerics;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;
using AuditNode.Ckks.Rlwe.KeySwitching;

namespace AuditNode.Ckks;

/// <content>Decryption to exact integers.</content>
public sealed unsafe partial class CoefficientCiphertext
{
    /// <summary>The outputs as exact integers in (-Q/2, Q/2): value times scale, plus noise.</summary>
    /// <remarks>
    /// <para>
    /// The integers contain the noise, from which a party that also holds the ciphertext can compute the secret key (Li and Micciancio
    /// 2021, eprint 2020/1533). Never hand them to anybody else without flooding; see docs/release.md.
    /// </para>
    /// <para>
    /// No branch and no memory index depends on the key or on what is decrypted, up to the last step: composing the result takes a
    /// time that depends on the length of the integers.
    /// </para>
    /// </remarks>
    /// <param name="key">Secret key.</param>
    /// <exception cref="OperandMismatchException">The key belongs to other parameters, or the ciphertext is transparent.</exception>
    /// <exception cref="ObjectDisposedException">The ciphertext or the key was disposed.</exception>
    public BigInteger[] Decrypt(SecretKey key)
    {
        CkksContext.Rlwe.CheckSame(key.Context, "secret key");
        if (IsTransparent)
        {
            throw new OperandMismatchException("ciphertext",
                "The ciphertext hides nothing: c_1 is zero. It is refused, since no encryptor makes such a ciphertext.");
        }

        RnsBasis basis = CkksContext.Rlwe.Basis;
        int n = basis.Degree, limbs = LimbCount;
        using var phase = new RnsPolynomial(basis, limbs);
        try
        {
            using var first = new PooledLimbs(basis, 1);
            for (int i = 0; i < limbs; i++)
            {
                double* x = phase[i], c0 = first[0];
                basis.Kernels.Multiply(Polynomial[i], key.Polynomial[i], x, n, basis[i]);
                basis.Kernels.Inverse(x, basis.Tables[i]);
                SpreadVisible(i, c0);
                basis.Kernels.Add(x, c0, x, n, basis[i]);
            }

            GC.KeepAlive(key);
            MixedRadix.ToDigits(phase);
            return Compose(phase);
        }
        finally
        {
            for (int i = 0; i < limbs; i++) phase.LimbSpan(i).Clear();
        }
    }

    /// <summary>The visible coefficients at their places, and zero elsewhere.</summary>
    private void SpreadVisible(int limb, double* destination)
    {
        int n = CkksContext.Rlwe.Basis.Degree, stride = Stride(n, OutputCount);
        new Span<double>(destination, n).Clear();
        Span<double> visible = VisibleSpan(limb);
        for (int o = 0; o < visible.Length; o++) destination[o * stride] = visible[o];
    }

    private BigInteger[] Compose(RnsPolynomial digits)
    {
        RnsBasis basis = digits.Basis;
        int stride = Stride(basis.Degree, OutputCount);
        var values = new BigInteger[OutputCount];
        for (int o = 0; o < values.Length; o++)
        {
            BigInteger value = BigInteger.Zero;
            for (int k = digits.LimbCount - 1; k >= 0; k--) value = value * basis[k].Value + (long)MixedRadix.Centre(digits[k][o * stride], basis[k]);
            values[o] = value;
        }

        return values;
    }
}
