using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Ckks;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <content>Final assignment.</content>
internal sealed partial class KeyHolder
{
    private async Task<Step<KeyHolderState>> TakeWeightsAsync(KeyHolderState state, Message message, CancellationToken cancellationToken)
    {
        int each = AssignmentEvaluator.CiphertextsPerBatch(Plan.Layout), total = each * Plan.Layout.BatchCount;
        if (!state.Rounds.IsComplete(Job) || message.Round != state.Rounds.Rounds || message.Item != state.Weights.Count || message.Item >= total)
            throw new UnexpectedMessageException(message.Envelope, $"ciphertext {message.Item} of the assignment is not due{(state.Weights.Count < total ? $", but {state.Weights.Count}" : "")}.");
        Parse(message, body =>
        {
            using Ciphertext read = Runtime.Ciphertexts.Read(body.Span);
            if (read.Size == 2 && read.LimbCount == CircuitDepth.WeightLimbs && Math.Abs(read.Scale - Runtime.Assignment!.Scale) <= Evaluator.ScaleTolerance * read.Scale) return true;
            throw new EvaluationException("weights", $"They have {read.Size} polynomials of {read.LimbCount} limbs, but must have 2 of {CircuitDepth.WeightLimbs} at the scale of the plan.");
        });
        Artifact received = await StoreAsync(ArtifactName.MaskedWeights(message.Item), message.Body, cancellationToken).ConfigureAwait(false);
        KeyHolderState next = state with { Weights = state.Weights.Add(StoredBlob.Of(received)) };
        Operation operation = Operation(OperationKind.CiphertextsReceived, message.Round, [received], []) with { Counterparty = message.From };
        var step = new Step<KeyHolderState>(next, [], [operation]);
        return next.Weights.Count == total ? await AssignAsync(step, cancellationToken).ConfigureAwait(false) : step;
    }

    /// <summary>All weights have come: finds the cluster of every record, and gives it to the receivers.</summary>
    private async Task<Step<KeyHolderState>> AssignAsync(Step<KeyHolderState> step, CancellationToken cancellationToken)
    {
        KeyHolderState state = step.State;
        int round = state.Rounds.Rounds, batches = Plan.Layout.BatchCount, each = AssignmentEvaluator.CiphertextsPerBatch(Plan.Layout);
        var clusters = new List<byte>(Job.Records);
        for (int b = 0; b < batches; b++)
        {
            using (Times.Measure(ProtocolPhase.Assignment))
                clusters.AddRange(await AssignBatchAsync(b, state.Weights.GetRange(b * each, each), cancellationToken).ConfigureAwait(false));
            Report(ProtocolPhase.Assignment, round, (b + 1.0) / batches);
        }

        byte[] assignment = [.. clusters];
        Artifact stored = await StoreAsync(ArtifactName.Assignment, assignment, cancellationToken).ConfigureAwait(false);
        string[] receivers = [.. Job.AssignmentReceivers.Where(r => r != Name)];
        return new Step<KeyHolderState>(
            state with { Assignment = StoredBlob.Of(stored) },
            [.. step.Messages, .. receivers.Select(r => new OutgoingMessage(r, MessageKind.AssignmentReleased, round, 0, assignment))],
            [
                .. step.Operations,
                Operation(OperationKind.DecryptionReleased, round, [.. state.Weights.Select((w, i) => w.ToArtifact(ArtifactName.MaskedWeights(i), Services.Blobs))], [stored],
                    ("floodingVariance", $"{Runtime.Assignment!.FloodingVariance}"), ("share", "key-holder")),
                .. receivers.Select(r => Operation(OperationKind.ResultReleased, round, [], [stored]) with { Counterparty = r }),
            ]);
    }

    /// <summary>Decrypts a batch, floods every coefficient, and keeps nothing but the largest weight's cluster: one release, the same for ever.</summary>
    private async ValueTask<byte[]> AssignBatchAsync(int batch, IReadOnlyList<StoredBlob> weights, CancellationToken cancellationToken)
    {
        SecretKey secret = await _vault.LoadAsync(cancellationToken).ConfigureAwait(false);
        var ciphertexts = new List<Ciphertext>();
        try
        {
            foreach (StoredBlob weight in weights)
                ciphertexts.Add(Runtime.Ciphertexts.Read((await Services.Blobs.GetAsync(weight.Sha256, cancellationToken).ConfigureAwait(false)).Span));
            byte[] digest = SHA256.HashData([.. weights.SelectMany(w => w.Sha256.ToArray())]);
            _drawing = Job.MaximumRounds + 1 + batch;
            IReadOnlyList<BigInteger> released = await _counter!.ReleaseAsync(
                digest, random => LargestWeights(batch, ciphertexts, secret, random), cancellationToken).ConfigureAwait(false);
            return [.. released.Select(cluster => (byte)cluster)];
        }
        finally
        {
            foreach (Ciphertext ciphertext in ciphertexts) ciphertext.Dispose();
        }
    }

    private List<BigInteger> LargestWeights(int batch, List<Ciphertext> ciphertexts, SecretKey secret, RandomStream random)
    {
        SlotLayout layout = Plan.Layout;
        int records = layout.RecordsIn(batch);
        var largest = new double[records];
        var clusters = new int[records];
        Array.Fill(largest, double.NegativeInfinity);
        var slots = new double[Plan.Parameters.SlotCount];
        for (int w = 0; w < ciphertexts.Count; w++)
        {
            DecryptFlooded(ciphertexts[w], secret, random, slots);
            for (int block = 0; block < layout.Blocks && w * layout.Blocks + block < layout.Clusters; block++)
            {
                for (int r = 0; r < records; r++)
                {
                    double weight = slots[block * records + r];
                    if (weight > largest[r]) (largest[r], clusters[r]) = (weight, w * layout.Blocks + block);
                }
            }
        }

        slots.AsSpan().Clear();
        largest.AsSpan().Clear();
        return [.. clusters.Select(c => (BigInteger)c)];
    }

    private void DecryptFlooded(Ciphertext ciphertext, SecretKey secret, RandomStream random, Span<double> slots)
    {
        BigInteger variance = Runtime.Assignment!.FloodingVariance;
        var noise = new long[Plan.Parameters.Rlwe.Degree];
        for (int i = 0; i < noise.Length; i++) noise[i] = (long)ExactDiscreteGaussian.Sample(random, variance, BigInteger.One);
        using var plaintext = new Plaintext(Runtime.Context);
        new Decryptor(Runtime.Context, secret).Decrypt(ciphertext, plaintext);
        plaintext.AddIntegers(noise);
        new CkksEncoder(Runtime.Context).Decode(plaintext, slots);
    }
}
