using System.Numerics;
using System.Text.Json.Nodes;

namespace AuditNode.Chain;

/// <summary>A call to try out, without a transaction.</summary>
public sealed record CallRequest
{
    /// <summary>Who calls; null for the zero address.</summary>
    public Address? From { get; init; }

    /// <summary>Who is called; null to run <see cref="Data"/> as the code that creates a contract.</summary>
    public Address? To { get; init; }

    /// <summary>Calldata.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>What is paid, in wei: 0 .. 2^256 - 1.</summary>
    public BigInteger Value { get; init; }

    /// <summary>The most gas that it may use; null for what the node allows.</summary>
    public ulong? Gas { get; init; }

    // No fees: nodes then do not ask whether the caller could pay. "data" rather than "input", because all nodes read it.
    internal JsonObject ToJson()
    {
        var call = new JsonObject { ["data"] = HexData.Encode(Data.Span) };
        if (From is { } from)
            call["from"] = from.ToString();
        if (To is { } to)
            call["to"] = to.ToString();
        if (!Value.IsZero)
            call["value"] = HexData.EncodeQuantity(Value);
        if (Gas is { } gas)
            call["gas"] = HexData.EncodeQuantity(gas);
        return call;
    }
}
