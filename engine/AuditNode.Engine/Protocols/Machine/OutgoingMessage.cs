namespace AuditNode.Engine.Protocols;

/// <summary>A message that a step sends.</summary>
/// <param name="To">Receiver.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Round">Round from 1, or 0.</param>
/// <param name="Item">Which of several, from 0.</param>
/// <param name="Body">Bytes after the header.</param>
internal sealed record OutgoingMessage(string To, string Kind, int Round, int Item, ReadOnlyMemory<byte> Body);
