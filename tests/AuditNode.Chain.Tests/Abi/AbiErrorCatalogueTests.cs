using System.Numerics;
using AuditNode.Chain.Abi;

namespace AuditNode.Chain.Tests.Abi;

public sealed class AbiErrorCatalogueTests
{
    private static readonly AbiError Gap = AbiError.Parse("SequenceGap(uint64 expected)");

    [Fact]
    public void Reasons_and_panics_are_always_known()
    {
        Assert.Equal("hello", AbiErrorCatalogue.Empty.Decode(AbiError.Reason.Encode("hello"))!.ToString());
        Assert.StartsWith("panic 0x1", AbiErrorCatalogue.Empty.Decode(AbiError.Panic.Encode(BigInteger.One))!.ToString());
        Assert.Null(AbiErrorCatalogue.Empty.Decode(Gap.Encode(BigInteger.One)));
    }

    [Fact]
    public void A_known_error_is_decoded_with_its_arguments()
    {
        var error = AbiErrorCatalogue.Empty.With([Gap]).Decode(Gap.Encode(new BigInteger(7)))!;
        Assert.Same(Gap, error.Definition);
        Assert.Equal([new BigInteger(7)], error.Arguments);
        Assert.Equal("SequenceGap(expected: 7)", error.ToString());
    }

    [Fact]
    public void Data_that_is_no_strict_encoding_is_not_decoded()
    {
        var catalogue = new AbiErrorCatalogue([Gap]);
        var data = Gap.Encode(new BigInteger(7));
        Assert.Null(catalogue.Decode([]));
        Assert.Null(catalogue.Decode(data[..3]));
        Assert.Null(catalogue.Decode(data[..^1]));
        Assert.Null(catalogue.Decode([.. data, 0]));
        Assert.Null(catalogue.Decode([.. data[..4], 1, .. data[5..]]));
    }

    [Fact]
    public void Repeated_errors_count_once() =>
        Assert.NotNull(new AbiErrorCatalogue([Gap, AbiError.Parse("SequenceGap(uint64)"), AbiError.Reason]).Decode(Gap.Encode(BigInteger.Zero)));

    [Fact]
    public void Two_errors_with_one_selector_are_refused() =>
        // A known collision of selectors (0x42966c68).
        Assert.Throws<ArgumentException>(() => new AbiErrorCatalogue([AbiError.Parse("burn(uint256)"), AbiError.Parse("collate_propagate_storage(bytes16)")]));
}
