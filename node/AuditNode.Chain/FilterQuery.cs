using System.Text.Json.Nodes;

namespace AuditNode.Chain;

/// <summary>Which logs are wanted.</summary>
public sealed record FilterQuery
{
    /// <summary>Logs of these contracts; of all where empty.</summary>
    public IReadOnlyList<Address> Addresses { get; init; } = [];

    /// <summary>For each of the first topics the words that it may be; null or empty where it may be anything. At most four.</summary>
    public IReadOnlyList<IReadOnlyList<Bytes32>?> Topics { get; init; } = [];

    /// <summary>Whether a log is wanted.</summary>
    public bool Matches(Log log)
    {
        ArgumentNullException.ThrowIfNull(log);
        if (Addresses.Count > 0 && !Addresses.Contains(log.Address))
            return false;
        for (var place = 0; place < Topics.Count; place++)
        {
            if (Topics[place] is { Count: > 0 } words && (place >= log.Topics.Count || !words.Contains(log.Topics[place])))
                return false;
        }
        return true;
    }

    internal JsonObject ToJson(BlockTag from, BlockTag to)
    {
        var filter = new JsonObject { ["fromBlock"] = from.ToJson(), ["toBlock"] = to.ToJson() };
        if (Addresses.Count > 0)
            filter["address"] = new JsonArray([.. Addresses.Select(address => JsonValue.Create(address.ToString()))]);
        if (Topics.Count > 0)
            filter["topics"] = new JsonArray([.. Topics.Select(Alternatives)]);
        return filter;
    }

    private static JsonArray? Alternatives(IReadOnlyList<Bytes32>? words) =>
        words is { Count: > 0 } ? new JsonArray([.. words.Select(word => JsonValue.Create(word.ToString()))]) : null;
}
