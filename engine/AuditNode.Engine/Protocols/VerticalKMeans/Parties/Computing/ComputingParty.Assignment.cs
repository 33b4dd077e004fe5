namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <content>The end of a run.</content>
internal sealed partial class ComputingParty
{
    /// <summary>Appends what follows the last round: the result for data parties, and the assignment where the job asks for it.</summary>
    private async Task<Step<ComputingState>> FinishAsync(Step<ComputingState> step, CancellationToken cancellationToken)
    {
        (IReadOnlyList<OutgoingMessage> messages, IReadOnlyList<Operation> operations) =
            await ReleaseResultAsync(step.State.Rounds, cancellationToken).ConfigureAwait(false);
        return new Step<ComputingState>(step.State, [.. step.Messages, .. messages], [.. step.Operations, .. operations]);
    }

    private Task<Step<ComputingState>> TakeAssignmentAsync(ComputingState state, Message message, CancellationToken cancellationToken) =>
        throw new UnexpectedMessageException(message.Envelope, "no assignment is awaited.");
}
