using System.Collections;
using System.Runtime.CompilerServices;
using AuditNode.Chain;
using AuditNode.Chain.Abi;

namespace AuditNode.Contracts;

/// <summary>
/// What an indexed value of an event may be: anything (the default), one value (<c>JobId = jobId</c>) or any of several
/// (<c>Institution = [first, second]</c>).
/// </summary>
[CollectionBuilder(typeof(TopicChoice), nameof(TopicChoice.Of))]
public readonly struct TopicChoice<T> : IEnumerable<T>
{
    private readonly T[]? values;

    internal TopicChoice(T[] values) => this.values = values;

    /// <summary>Whether every value will do.</summary>
    public bool IsAny => values is null;

    /// <summary>One value.</summary>
    public static implicit operator TopicChoice<T>(T value) => new([value]);

    /// <summary>The codec's values; null for any.</summary>
    /// <param name="toAbi">The codec's value of a value.</param>
    public IReadOnlyList<object>? ToAbi(Func<T, object> toAbi) => values is null ? null : AbiList.ToAbi(values, toAbi);

    /// <summary>The values; none for any.</summary>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)(values ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes choices and topics.</summary>
public static class TopicChoice
{
    /// <summary>Any of these values.</summary>
    /// <exception cref="ArgumentException">There is none: nodes take that for "any", the opposite of what it says.</exception>
    public static TopicChoice<T> Of<T>(ReadOnlySpan<T> values) => values.Length > 0
        ? new TopicChoice<T>(values.ToArray())
        : throw new ArgumentException("A choice has at least one value; leave it out for any.", nameof(values));

    /// <summary>The topics to ask a node for.</summary>
    /// <param name="definition">The event.</param>
    /// <param name="choices">For each indexed parameter the codec's values that will do; null for any.</param>
    /// <returns>Alternatives for each topic, null for any; without those at the end that are any.</returns>
    /// <exception cref="AbiEncodingException">A value does not belong to its parameter's type.</exception>
    public static IReadOnlyList<IReadOnlyList<Bytes32>?> Encode(AbiEvent definition, IReadOnlyList<IReadOnlyList<object>?> choices)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(choices);
        List<IReadOnlyList<Bytes32>?> topics = definition.IsAnonymous ? [] : [[definition.Topic]];
        topics.AddRange(choices.Select((choice, place) => choice is null ? null : Topics(definition, place, choice)));
        while (topics.Count > 0 && topics[^1] is null)
            topics.RemoveAt(topics.Count - 1);
        return topics;
    }

    private static IReadOnlyList<Bytes32> Topics(AbiEvent definition, int place, IReadOnlyList<object> values) =>
    [
        .. values.Select(value =>
        {
            var only = new object?[place + 1];
            only[place] = value;
            return definition.EncodeFilter(only)[^1]!.Value;
        }),
    ];
}
