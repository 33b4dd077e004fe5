using AuditNode.Ckks;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Tests.Evaluation;

/// <summary>Keys and encrypted features, as they are made and as they arrive.</summary>
public sealed class EvaluationInputTests : IDisposable
{
    private readonly EvaluationScheme _scheme = RoundEvaluatorTests.SmallScheme(100, 2, 1, 3);

    [Fact]
    public void Keys_are_read_back_and_take_the_bytes_that_the_plan_says()
    {
        var serializer = new EvaluationKeysSerializer(_scheme.Plan, _scheme.Context);
        byte[] bytes = serializer.Write(_scheme.Keys);
        Assert.Equal(_scheme.Plan.KeyByteCount, bytes.Length);
        Assert.Equal(bytes, serializer.Write(serializer.Read(bytes)));
    }

    [Fact]
    public void Keys_of_two_lanes_are_one_more_and_due_only_there()
    {
        using EvaluationScheme lanes = RoundEvaluatorTests.SmallScheme(100, 4, 1, 3);
        Assert.Equal(2, lanes.Plan.Layout.Lanes);
        var serializer = new EvaluationKeysSerializer(lanes.Plan, lanes.Context);
        byte[] bytes = serializer.Write(lanes.Keys);
        Assert.Equal(lanes.Plan.KeyByteCount, bytes.Length);
        Assert.Equal(bytes, serializer.Write(serializer.Read(bytes)));
        EvaluationKeys without = lanes.Keys with { RotationKeys = null }, other = lanes.Keys with { RotationKeys = lanes.Keys.GaloisKeys };
        Assert.Equal("keys", Assert.Throws<EvaluationException>(() => serializer.Write(without)).Field);
        Assert.Equal("keys", Assert.Throws<EvaluationException>(() => serializer.Write(other)).Field);
        EvaluationKeys unneeded = _scheme.Keys with { RotationKeys = _scheme.Keys.GaloisKeys };
        Assert.Equal("keys", Assert.Throws<EvaluationException>(() => new RoundEvaluator(_scheme.Plan, _scheme.Context, unneeded)).Field);
    }

    [Fact]
    public void Bytes_that_are_no_keys_are_refused()
    {
        var serializer = new EvaluationKeysSerializer(_scheme.Plan, _scheme.Context);
        byte[] bytes = serializer.Write(_scheme.Keys);
        foreach (int length in new[] { 0, 3, 4, 1000, bytes.Length - 1 }) Assert.Throws<SerializationException>(() => serializer.Read(bytes.AsSpan(0, length)));
        Assert.Throws<SerializationException>(() => serializer.Read([.. bytes, 0]));
        Assert.Throws<SerializationException>(() => serializer.Read(new byte[EvaluationKeysSerializer.MaximumByteCount + 1]));
        bytes[2] = 0xFF; // the length of the public key
        Assert.Throws<SerializationException>(() => serializer.Read(bytes));
    }

    [Fact]
    public void A_public_key_whose_uniform_half_was_chosen_is_refused()
    {
        // With a = 0 an encryption of zero masks nothing.
        ulong[] zeros = new ulong[_scheme.Plan.Parameters.Rlwe.Degree * (_scheme.Context.MaxLimbs + 1)];
        using var chosen = new PublicKey(_scheme.Context.Rlwe, zeros, zeros);
        var serializer = new PublicKeySerializer(_scheme.Context.Rlwe);
        using PublicKey received = serializer.Read(serializer.Write(chosen));
        Assert.False(received.IsSeeded);
        Assert.True(_scheme.Keys.PublicKey.IsSeeded);
        Assert.Equal("keys", Assert.Throws<EvaluationException>(() => new RoundEvaluator(_scheme.Plan, _scheme.Context, _scheme.Keys with { PublicKey = received })).Field);
    }

    [Fact]
    public void Keys_of_another_plan_are_refused()
    {
        using EvaluationScheme more = RoundEvaluatorTests.SmallScheme(100, 2, 7, 3);
        Assert.Equal(_scheme.Plan.Parameters.Rlwe, more.Plan.Parameters.Rlwe);
        byte[] fewerElements = new EvaluationKeysSerializer(_scheme.Plan, _scheme.Context).Write(_scheme.Keys);
        Assert.Equal("keys", Assert.Throws<EvaluationException>(() => new EvaluationKeysSerializer(more.Plan, more.Context).Read(fewerElements)).Field);
    }

    [Fact]
    public void Columns_are_refused_without_their_values()
    {
        using var encryptor = new FeatureEncryptor(_scheme.Plan, _scheme.Context, _scheme.SecretKey);
        Assert.Equal("column", Assert.Throws<EvaluationException>(() => encryptor.Encrypt(new double[99])).Field);
        foreach (double bad in new[] { 1.0625, -1.0625, double.NaN, double.PositiveInfinity })
        {
            var column = new double[100];
            column[41] = bad;
            EvaluationException refusal = Assert.Throws<EvaluationException>(() => encryptor.EncryptBatch(column, 0));
            Assert.Contains("record 41", refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("0625", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Equal("batch", Assert.Throws<EvaluationException>(() => encryptor.EncryptBatch(new double[100], 1)).Field);
    }

    [Fact]
    public void Ciphertexts_that_do_not_fit_the_plan_are_refused()
    {
        Ciphertext good = _scheme.Features[0].Batches[0];
        var evaluator = new Evaluator(_scheme.Context);
        using Ciphertext fewerLimbs = new(_scheme.Context), scaled = new(_scheme.Context), product = new(_scheme.Context), transparent = new(_scheme.Context);
        evaluator.DropToLimbs(good, good.LimbCount - 1, fewerLimbs);
        evaluator.MultiplyScalar(good, 1, 2, scaled);
        evaluator.Multiply(good, good, product);
        evaluator.MultiplyScalar(good, 0, 1, transparent);
        foreach (Ciphertext bad in new[] { fewerLimbs, scaled, product, transparent })
        {
            Assert.Equal("batches", Assert.Throws<EvaluationException>(() => new EncryptedFeature(_scheme.Plan, [bad])).Field);
        }

        Assert.Equal("batches", Assert.Throws<EvaluationException>(() => new EncryptedFeature(_scheme.Plan, [good, good])).Field);
    }

    public void Dispose() => _scheme.Dispose();
}
