using AuditNode.Chain;
using AuditNode.Chain.Abi;
using AuditNode.Contracts.Tests.Bindings.Specimens;
using OpenedFilter = AuditNode.Contracts.Tests.Bindings.Specimens.Specimen.OpenedBytes32AddressUint64Bytes32Filter;

namespace AuditNode.Contracts.Tests.Bindings;

/// <summary>Topics of filters.</summary>
public class FilterTests
{
    private static readonly Bytes32 topic = Keccak256.HashData("Opened(bytes32,address,uint64,bytes32)"u8);

    [Fact]
    public void Without_values_the_event_alone_is_looked_for()
    {
        Assert.Equal([[topic]], new OpenedFilter().Topics());
    }

    [Fact]
    public void Values_take_the_places_of_their_parameters()
    {
        var topics = new OpenedFilter { Institution = Samples.Institution }.Topics();

        Assert.Equal([[topic], null, [Bytes32.FromUInt256(0xb2)]], topics);
    }

    [Fact]
    public void Several_values_are_alternatives()
    {
        var topics = new OpenedFilter { JobId = Samples.JobId, Sequence = [7, 8] }.Topics();

        Assert.Equal([[topic], [Samples.JobId], null, [Samples.Word(7), Samples.Word(8)]], topics);
    }

    [Fact]
    public void Values_that_topics_do_not_hold_are_hashed()
    {
        var topics = new Specimen.NamedFilter { Name = ["n", "m"], Data = (ReadOnlyMemory<byte>)"d"u8.ToArray(), Pair = [[1, 2]] }.Topics();

        Assert.Equal([Keccak256.HashData("n"u8), Keccak256.HashData("m"u8)], topics[1]);
        Assert.Equal([Keccak256.HashData("d"u8)], topics[2]);
        Assert.Equal([Keccak256.HashData([.. Samples.Word(1).ToArray(), .. Samples.Word(2).ToArray()])], topics[3]);
    }

    [Fact]
    public void Structs_are_hashed_without_offsets_and_lengths()
    {
        var topics = new Specimen.NestedFilter { Leaf = Samples.Leaf }.Topics();

        byte[] inPlace = [.. Samples.Word(7).ToArray(), .. Samples.Word(1).ToArray(), .. Samples.Word(65535).ToArray()];
        Assert.Equal([Keccak256.HashData(inPlace)], topics[1]);
    }

    [Fact]
    public void Anonymous_events_are_looked_for_by_their_values_alone()
    {
        Assert.Empty(new Specimen.QuietFilter().Topics());
        Assert.Equal([null, null, [Samples.Word(1)]], new Specimen.QuietFilter { Flag = true }.Topics());
        Assert.Equal(
            Bytes32.FromBytes(Enumerable.Repeat((byte)255, 32).ToArray()),
            new Specimen.QuietFilter { Number = -1 }.Topics()[0]![0]);
    }

    [Fact]
    public void A_choice_of_nothing_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new OpenedFilter { Sequence = [] });
    }

    [Fact]
    public void Values_out_of_the_range_of_their_type_are_refused()
    {
        var filter = new Specimen.QuietFilter { Four = (ReadOnlyMemory<byte>)new byte[5] };

        Assert.Throws<AbiEncodingException>(filter.Topics);
    }

    [Fact]
    public void A_choice_tells_its_values()
    {
        TopicChoice<ulong> any = default, one = 3;

        Assert.True(any.IsAny);
        Assert.Empty(any);
        Assert.False(one.IsAny);
        Assert.Equal([3], one);
    }
}
