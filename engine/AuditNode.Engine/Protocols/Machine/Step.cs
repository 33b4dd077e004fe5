namespace AuditNode.Engine.Protocols;

/// <summary>What a state machine does about a message.</summary>
/// <param name="State">The new state.</param>
/// <param name="Messages">What it sends, in this order.</param>
/// <param name="Operations">What it reports; the machine numbers them.</param>
internal sealed record Step<TState>(TState State, IReadOnlyList<OutgoingMessage> Messages, IReadOnlyList<Operation> Operations)
{
    public static Step<TState> Only(TState state) => new(state, [], []);
}
