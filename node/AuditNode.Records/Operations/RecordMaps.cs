using System.Collections.Immutable;
using AuditNode.Records.Canonical;

namespace AuditNode.Records.Operations;

/// <summary>The members of records that hold values by name.</summary>
internal static class RecordMaps
{
    public static void RequireParameters(IReadOnlyDictionary<string, string> parameters)
    {
        if (parameters.Count > OperationRecord.MaximumParameters)
            throw new RecordFormatException("parameters", $"There are {parameters.Count}; there may be {OperationRecord.MaximumParameters}.");
        foreach ((string name, string value) in parameters)
        {
            RequireName("parameters", name);
            if (value is not { Length: <= OperationRecord.MaximumParameterLength })
                throw new RecordFormatException($"parameters.{name}", $"It must have at most {OperationRecord.MaximumParameterLength} characters; put longer values into an artifact.");
        }
    }

    public static void RequireCommitments(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> commitments, int maximumCount)
    {
        if (commitments.Count > maximumCount)
            throw new RecordFormatException("commitments", $"There are {commitments.Count}; there may be {maximumCount}. Put more into an artifact.");
        foreach ((string name, ReadOnlyMemory<byte> encoding) in commitments)
        {
            RequireName("commitments", name);
            if (encoding.Length is < 1 or > OperationRecord.MaximumCommitmentLength)
                throw new RecordFormatException($"commitments.{name}", $"It has {encoding.Length} bytes; it must have 1 to {OperationRecord.MaximumCommitmentLength}.");
        }
    }

    public static CanonicalObject WriteParameters(IReadOnlyDictionary<string, string> parameters) =>
        new(parameters.Select(parameter => KeyValuePair.Create<string, CanonicalValue>(parameter.Key, new CanonicalText(parameter.Value))));

    public static CanonicalObject WriteCommitments(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> commitments) =>
        new(commitments.Select(commitment =>
            KeyValuePair.Create<string, CanonicalValue>(commitment.Key, new CanonicalText(Convert.ToHexStringLower(commitment.Value.Span)))));

    public static IReadOnlyDictionary<string, string> ReadParameters(MemberReader reader) =>
        reader.Members("parameters", OperationRecord.MaximumParameters).ToImmutableSortedDictionary(
            member => member.Key, member => Text($"parameters.{HexText.Printable(member.Key)}", member.Value), StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> ReadCommitments(
        string path, ImmutableArray<KeyValuePair<string, CanonicalValue>> members) => members.ToImmutableSortedDictionary(
            member => member.Key, member => Encoding($"{path}.{HexText.Printable(member.Key)}", member.Value), StringComparer.Ordinal);

    private static ReadOnlyMemory<byte> Encoding(string path, CanonicalValue value) =>
        HexText.Decode(path, Text(path, value), 1, OperationRecord.MaximumCommitmentLength);

    private static string Text(string path, CanonicalValue value) =>
        (value as CanonicalText)?.Value ?? throw new RecordFormatException(path, $"It is {value.Description}; it must be a text.");

    private static void RequireName(string member, string name)
    {
        if (!ArtifactReference.IsValidName(name))
            throw new RecordFormatException($"{member}.{HexText.Printable(name)}", $"A name has 1 to {ArtifactReference.MaximumNameLength} of a-z, A-Z, 0-9, '.', '-' and '_'.");
    }
}
