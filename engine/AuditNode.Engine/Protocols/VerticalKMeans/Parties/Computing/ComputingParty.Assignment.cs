using AuditNode.Ckks;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <content>The end of a run.</content>
internal sealed partial class ComputingParty
{
    /// <summary>Appends what follows the last round: the result for data parties, and the assignment where the job asks for it.</summary>
    private async Task<Step<ComputingState>> FinishAsync(Step<ComputingState> step, CancellationToken cancellationToken)
    {
        (IReadOnlyList<OutgoingMessage> messages, IReadOnlyList<Operation> operations) =
            await ReleaseResultAsync(step.State.Rounds, cancellationToken).ConfigureAwait(false);
        step = new Step<ComputingState>(step.State, [.. step.Messages, .. messages], [.. step.Operations, .. operations]);
        return Job.AssignmentReceivers.Count == 0 ? step : await AssignAsync(step, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Evaluates the weights of all records for the last centroids and sends them, hidden under fresh encryptions of zero.</summary>
    private async Task<Step<ComputingState>> AssignAsync(Step<ComputingState> step, CancellationToken cancellationToken)
    {
        ComputingState state = step.State;
        int round = state.Rounds.Rounds, batches = Plan.Layout.BatchCount, each = AssignmentEvaluator.CiphertextsPerBatch(Plan.Layout);
        EvaluationKeys keys = await _cache.KeysAsync(state.Keys, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<EncryptedFeature> features = await _cache.FeaturesAsync(state.Features, cancellationToken).ConfigureAwait(false);
        var messages = new List<OutgoingMessage>(step.Messages);
        var evaluated = new List<Artifact>();
        var sent = new List<Operation>();
        using var evaluator = new AssignmentEvaluator(Plan, Runtime.Context, keys);
        using var encryptor = new Encryptor(Runtime.Context, keys.PublicKey);
        for (int b = 0; b < batches; b++)
        {
            Ciphertext[] weights;
            using (Times.Measure(ProtocolPhase.Assignment))
                weights = evaluator.Evaluate([.. features.Select(f => f.Batches[b])], state.Rounds.Current, cancellationToken);
            for (int w = 0; w < each; w++)
            {
                int item = b * each + w;
                evaluated.Add(await StoreAsync(ArtifactName.Weights(item), Runtime.Ciphertexts.Write(weights[w]), cancellationToken).ConfigureAwait(false));
                using Ciphertext masked = Rerandomize(weights[w], encryptor);
                byte[] body = Runtime.Ciphertexts.Write(masked);
                Artifact artifact = await StoreAsync(ArtifactName.MaskedWeights(item), body, cancellationToken).ConfigureAwait(false);
                messages.Add(new OutgoingMessage(Job.KeyHolder.Name, MessageKind.AssignmentMasked, round, item, body));
                sent.Add(Operation(OperationKind.CiphertextsSent, round, [], [artifact]) with { Counterparty = Job.KeyHolder.Name });
                weights[w].Dispose();
            }

            Report(ProtocolPhase.Assignment, round, (b + 1.0) / batches);
        }

        Artifact centroids = await StoreAsync(ArtifactName.Centroids, state.Rounds.Current.ToBytes(), cancellationToken).ConfigureAwait(false);
        Operation operation = Operation(OperationKind.AssignmentEvaluated, round, [.. EvaluationInputs(state), centroids], evaluated);
        return new Step<ComputingState>(state, messages, [.. step.Operations, operation, .. sent]);
    }

    /// <summary>
    /// Adds a fresh encryption of zero, since c_1 of an evaluated ciphertext depends on the computing party's data. The scale is raised first,
    /// which the modulus has room for, so that the error of the encryption does not matter.
    /// </summary>
    private Ciphertext Rerandomize(Ciphertext evaluated, Encryptor encryptor)
    {
        var calculator = new Evaluator(Runtime.Context);
        var masked = new Ciphertext(Runtime.Context);
        calculator.MultiplyScalar(evaluated, 1, AssignmentShape.ScaleFactor, masked);
        using var zero = new Plaintext(Runtime.Context);
        new CkksEncoder(Runtime.Context).Encode(new double[Plan.Parameters.SlotCount], zero, masked.Scale, masked.LimbCount);
        using Ciphertext fresh = encryptor.Encrypt(zero);
        calculator.Add(masked, fresh, masked);
        return masked;
    }

    private async Task<Step<ComputingState>> TakeAssignmentAsync(ComputingState state, Message message, CancellationToken cancellationToken)
    {
        if (!state.Rounds.IsComplete(Job) || !state.Assignment.IsNone) throw new UnexpectedMessageException(message.Envelope, "no assignment is awaited.");
        Artifact assignment = await StoreAssignmentAsync(message, cancellationToken).ConfigureAwait(false);
        return new Step<ComputingState>(state with { Assignment = StoredBlob.Of(assignment) }, [],
            [Operation(OperationKind.ResultReceived, state.Rounds.Rounds, [assignment], []) with { Counterparty = message.From }]);
    }
}
