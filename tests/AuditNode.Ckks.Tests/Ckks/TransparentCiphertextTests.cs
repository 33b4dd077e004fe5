using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Ckks;

/// <summary>Attack 7: a ciphertext whose second polynomial is zero carries its message in the clear.</summary>
public class TransparentCiphertextTests
{
    private readonly Scheme _scheme = Scheme.Shared("N4096-30bit-1");

    [Fact]
    public void Transparent_ciphertexts_are_refused()
    {
        using Ciphertext a = _scheme.Encrypt(SlotVector.Random(16, 1), seed: 1), b = new(_scheme.Context), product = new(_scheme.Context);
        Assert.False(a.IsTransparent);
        Refused(b); // as created
        _scheme.Evaluator.Subtract(a, a, b);
        Refused(b);
        _scheme.Evaluator.MultiplyScalar(a, 0, 1, b);
        Refused(b);
        _scheme.Evaluator.Multiply(a, b, product);
        Refused(product);
        _scheme.Evaluator.AddScalar(b, 0.5, b);
        Refused(b);
    }

    [Fact]
    public void One_coefficient_of_any_polynomial_is_enough_to_be_no_longer_transparent()
    {
        using Ciphertext a = _scheme.Encrypt(SlotVector.Random(16, 1), seed: 1), b = new(_scheme.Context);
        _scheme.Evaluator.Multiply(a, a, b);
        _scheme.Evaluator.MultiplyScalar(b, 0, 1, b);
        Assert.True(b.IsTransparent);
        b[2].LimbSpan(1)[4095] = 1;
        Assert.False(b.IsTransparent);
    }

    private void Refused(Ciphertext ciphertext)
    {
        Assert.True(ciphertext.IsTransparent);
        using Plaintext destination = _scheme.Encode(SlotVector.Random(16, 2));
        string before = Digest.Of(destination);
        var error = Refusal.Of<OperandMismatchException>(() => _scheme.Decryptor.Decrypt(ciphertext, destination), ciphertext);
        Assert.Contains("hides nothing", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Digest.Of(destination));
    }
}
