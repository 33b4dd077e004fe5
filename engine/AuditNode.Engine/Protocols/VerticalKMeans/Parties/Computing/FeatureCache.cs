using AuditNode.Ckks;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>
/// Keys and ciphertexts as objects, so that they are not read from the store for every round. Nothing in it is state: an entry counts only
/// where the state names its digest.
/// </summary>
internal sealed class FeatureCache(JobRuntime runtime, IBlobStore blobs, int maxDegreeOfParallelism) : IDisposable
{
    private readonly Dictionary<string, Ciphertext> _ciphertexts = new(StringComparer.Ordinal);
    private (string Digest, EvaluationKeys Keys)? _keys;
    private EncryptedFeature[]? _features;
    private RoundEvaluator? _evaluator;

    public void Add(StoredBlob blob, Ciphertext ciphertext) => _ciphertexts[Convert.ToHexStringLower(blob.Sha256.Span)] = ciphertext;

    public void Add(StoredBlob blob, EvaluationKeys keys) => _keys = (Convert.ToHexStringLower(blob.Sha256.Span), keys);

    public async ValueTask<EvaluationKeys> KeysAsync(StoredBlob blob, CancellationToken cancellationToken)
    {
        string digest = Convert.ToHexStringLower(blob.Sha256.Span);
        if (_keys is { } known && known.Digest == digest) return known.Keys;
        EvaluationKeys keys = runtime.Keys.Read((await blobs.GetAsync(blob.Sha256, cancellationToken).ConfigureAwait(false)).Span);
        _keys = (digest, keys);
        return keys;
    }

    public async ValueTask<IReadOnlyList<EncryptedFeature>> FeaturesAsync(IReadOnlyList<StoredBlob> stored, CancellationToken cancellationToken)
    {
        // The ciphertexts of a job are fixed once all are there.
        if (_features is not null) return _features;
        int batches = runtime.Plan.Layout.BatchCount;
        var features = new EncryptedFeature[runtime.Job.FeatureCount];
        for (int f = 0; f < features.Length; f++)
        {
            var ciphertexts = new Ciphertext[batches];
            for (int b = 0; b < batches; b++) ciphertexts[b] = await CiphertextAsync(stored[f * batches + b], cancellationToken).ConfigureAwait(false);
            features[f] = new EncryptedFeature(runtime.Plan, ciphertexts);
        }

        return _features = features;
    }

    public async ValueTask<RoundEvaluator> EvaluatorAsync(StoredBlob keys, CancellationToken cancellationToken) =>
        _evaluator ??= new RoundEvaluator(runtime.Plan, runtime.Context, await KeysAsync(keys, cancellationToken).ConfigureAwait(false), maxDegreeOfParallelism);

    public void Dispose()
    {
        _evaluator?.Dispose();
        foreach (Ciphertext ciphertext in _ciphertexts.Values) ciphertext.Dispose();
        _ciphertexts.Clear();
    }

    private async ValueTask<Ciphertext> CiphertextAsync(StoredBlob blob, CancellationToken cancellationToken)
    {
        string digest = Convert.ToHexStringLower(blob.Sha256.Span);
        if (_ciphertexts.TryGetValue(digest, out Ciphertext? known)) return known;
        Ciphertext ciphertext = runtime.Ciphertexts.Read((await blobs.GetAsync(blob.Sha256, cancellationToken).ConfigureAwait(false)).Span);
        return _ciphertexts[digest] = ciphertext;
    }
}
