namespace AuditNode.Chain.Abi;

/// <summary>An event of a contract, found in logs.</summary>
public sealed class AbiEvent
{
    /// <summary>Indexed parameters of an event; an anonymous one has a topic more.</summary>
    public const int MaxIndexed = 3;

    private readonly AbiParameter[] indexed, unindexed;

    /// <summary>An event.</summary>
    /// <exception cref="AbiFormatException">There are too many indexed parameters, or the parameters are too large.</exception>
    public AbiEvent(string name, IReadOnlyList<AbiParameter> inputs, bool isAnonymous = false)
    {
        ArgumentNullException.ThrowIfNull(name);
        (Name, Inputs, IsAnonymous) = (name, [.. inputs], isAnonymous);
        Signature = name + AbiParameter.ListTypes(inputs);
        Topic = Keccak256.HashData(System.Text.Encoding.UTF8.GetBytes(Signature));
        indexed = [.. inputs.Where(input => input.IsIndexed)];
        unindexed = [.. inputs.Where(input => !input.IsIndexed)];
        _ = AbiParameter.SizeOfHeads(inputs);
        var limit = isAnonymous ? MaxIndexed + 1 : MaxIndexed;
        if (indexed.Length > limit)
            throw new AbiFormatException($"{Signature} has {indexed.Length} indexed parameters, more than {limit}.");
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The parameters, indexed or not, in the order of the declaration.</summary>
    public IReadOnlyList<AbiParameter> Inputs { get; }

    /// <summary>Whether logs do not start with <see cref="Topic"/>.</summary>
    public bool IsAnonymous { get; }

    /// <summary>The name and the types of all parameters: "Transfer(address,address,uint256)".</summary>
    public string Signature { get; }

    /// <summary>The hash of the signature: the first topic, unless the event is anonymous.</summary>
    public Bytes32 Topic { get; }

    /// <summary>
    /// Reads "event RecordAppended(bytes32 indexed jobId, address indexed institution, uint64 indexed sequence, bytes32 recordHash)",
    /// "event" and the names being optional; "anonymous" may follow.
    /// </summary>
    /// <exception cref="AbiFormatException">The text is something else.</exception>
    public static AbiEvent Parse(string signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return AbiSignatureReader.ReadWhole(
            signature, (ref AbiSignatureReader reader) =>
                new AbiEvent(reader.ReadName("event"), reader.ReadParameters(mayBeIndexed: true), reader.TryReadWord("anonymous")));
    }

    /// <summary>Whether a log with these topics can be of this event: the first one is right, and so is their number.</summary>
    public bool Matches(IReadOnlyList<Bytes32> topics)
    {
        ArgumentNullException.ThrowIfNull(topics);
        return IsAnonymous ? topics.Count == indexed.Length : topics.Count == indexed.Length + 1 && topics[0] == Topic;
    }

    /// <summary>The topics to ask for: of the event, and of values of the indexed parameters where they are given.</summary>
    /// <param name="values">
    /// Values of the first indexed parameters in order; null for any. Topics at the end that are any are left out.
    /// </param>
    /// <exception cref="AbiEncodingException">A value does not belong to its type, or there are too many.</exception>
    public Bytes32?[] EncodeFilter(params IReadOnlyList<object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count > indexed.Length)
            throw new AbiEncodingException(Signature, "", $"{Signature} has {indexed.Length} indexed parameters, not {values.Count}.");
        List<Bytes32?> topics = IsAnonymous ? [] : [Topic];
        topics.AddRange(values.Select((value, i) => value is null ? (Bytes32?)null : AbiTopic.Encode(indexed[i], value)));
        while (topics.Count > 0 && topics[^1] is null)
            topics.RemoveAt(topics.Count - 1);
        return [.. topics];
    }

    /// <summary>The topics and the data of a log with these values.</summary>
    /// <exception cref="AbiEncodingException">A value does not belong to its type, or there are too many or too few.</exception>
    public (Bytes32[] Topics, byte[] Data) EncodeLog(params IReadOnlyList<object> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != Inputs.Count)
            throw new AbiEncodingException(Signature, "", $"{Signature} takes {Inputs.Count} values, not {values.Count}.");
        List<Bytes32> topics = IsAnonymous ? [] : [Topic];
        List<object> rest = [];
        for (var i = 0; i < values.Count; i++)
        {
            if (Inputs[i].IsIndexed)
                topics.Add(AbiTopic.Encode(Inputs[i], values[i]));
            else
                rest.Add(values[i]);
        }
        return ([.. topics], AbiCodec.Encode(unindexed, rest));
    }

    /// <summary>
    /// The values of a log in the order of the declaration. Of indexed strings, bytes, arrays and tuples a log has only the hash: a
    /// <see cref="Bytes32"/> takes the value's place.
    /// </summary>
    /// <exception cref="AbiDecodingException">The log is not of this event.</exception>
    public object[] DecodeLog(IReadOnlyList<Bytes32> topics, ReadOnlySpan<byte> data)
    {
        if (!Matches(topics))
            throw new AbiDecodingException("", 0, $"its topics are not those of {Signature}");
        var rest = AbiCodec.Decode(unindexed, data);
        var values = new object[Inputs.Count];
        var (topic, other) = (IsAnonymous ? 0 : 1, 0);
        for (var i = 0; i < values.Length; i++)
            values[i] = Inputs[i].IsIndexed ? AbiTopic.Decode(Inputs[i], topics[topic++]) : rest[other++];
        return values;
    }

    /// <summary>The signature.</summary>
    public override string ToString() => Signature;
}
