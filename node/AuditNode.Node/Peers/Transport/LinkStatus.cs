namespace AuditNode.Node.Peers;

/// <summary>How it stands with the messages to one party.</summary>
/// <param name="To">Name of the party.</param>
/// <param name="Waiting">Messages that are not acknowledged, the one that is being sent included.</param>
/// <param name="WaitingBytes">Bytes of their payloads.</param>
/// <param name="Failures">Attempts that failed in a row; 0 where all is well.</param>
/// <param name="LastFailure">Why the last attempt failed, or null.</param>
/// <param name="FailingSince">Since when attempts fail, or null.</param>
/// <param name="IsRefused">Whether the party refused a message for good; nothing more goes to it.</param>
public sealed record LinkStatus(string To, int Waiting, long WaitingBytes, int Failures, string? LastFailure, DateTimeOffset? FailingSince, bool IsRefused);
