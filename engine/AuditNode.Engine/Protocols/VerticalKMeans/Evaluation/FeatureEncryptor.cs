using AuditNode.Ckks;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>Encrypts columns in the layout of a plan. Not safe for concurrent use; dispose it to erase its random state.</summary>
public sealed class FeatureEncryptor : IDisposable
{
    private readonly EvaluationPlan _plan;
    private readonly CkksEncoder _encoder;
    private readonly Encryptor _encryptor;
    private readonly Plaintext _plaintext;
    private readonly double[] _slots;

    /// <summary>Encrypts under the public key, as a data party or the computing party does.</summary>
    public FeatureEncryptor(EvaluationPlan plan, CkksContext context, PublicKey key)
        : this(plan, context, new Encryptor(context, key))
    {
    }

    /// <summary>Encrypts under the secret key, as the key holder does: its ciphertexts are written in half the bytes.</summary>
    public FeatureEncryptor(EvaluationPlan plan, CkksContext context, SecretKey key)
        : this(plan, context, new Encryptor(context, key))
    {
    }

    private FeatureEncryptor(EvaluationPlan plan, CkksContext context, Encryptor encryptor)
    {
        _plan = plan;
        _encoder = new CkksEncoder(context);
        _encryptor = encryptor;
        _plaintext = new Plaintext(context);
        _slots = new double[context.SlotCount];
    }

    /// <summary>Encrypts a whole column.</summary>
    /// <param name="column">n values in [-1, 1].</param>
    /// <exception cref="EvaluationException">Their number is not n, or one is outside [-1, 1] or no number.</exception>
    public EncryptedFeature Encrypt(ReadOnlySpan<double> column)
    {
        Check(column);
        var batches = new Ciphertext[_plan.Layout.BatchCount];
        for (int b = 0; b < batches.Length; b++) batches[b] = EncryptUnchecked(column, b);
        return new EncryptedFeature(_plan, batches);
    }

    /// <summary>Encrypts one batch of a column, so that it can be sent before the next is made.</summary>
    /// <param name="column">All n values in [-1, 1].</param>
    /// <param name="batch">From 0 to <see cref="SlotLayout.BatchCount"/> - 1.</param>
    /// <exception cref="EvaluationException">The number of values is not n, one is outside [-1, 1] or no number, or there is no such batch.</exception>
    public Ciphertext EncryptBatch(ReadOnlySpan<double> column, int batch)
    {
        EvaluationException.CheckRange(nameof(batch), batch, 0, _plan.Layout.BatchCount - 1, "ask for a batch of the plan's layout");
        Check(column);
        return EncryptUnchecked(column, batch);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _encryptor.Dispose();
        _plaintext.Dispose();
        _slots.AsSpan().Clear();
    }

    private Ciphertext EncryptUnchecked(ReadOnlySpan<double> column, int batch)
    {
        _plan.Layout.Place(column, batch, _slots);
        _encoder.Encode(_slots, _plaintext, _plan.FeatureScale, _plan.Depth.InputLimbs);
        return _encryptor.Encrypt(_plaintext);
    }

    private void Check(ReadOnlySpan<double> column)
    {
        int records = _plan.Layout.Records;
        if (column.Length != records)
            throw new EvaluationException(nameof(column), $"The column has {column.Length} values, but the plan is for {records} records; align the parties' records first.");
        for (int i = 0; i < records; i++)
        {
            // The value itself is private and stays out of the message.
            if (!(Math.Abs(column[i]) <= 1))
                throw new EvaluationException(nameof(column), $"The value of record {i} is not in [-1, 1]; scale the column with the bounds of the job and clip it.");
        }
    }
}
