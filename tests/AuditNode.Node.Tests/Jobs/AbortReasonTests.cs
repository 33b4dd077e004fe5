using AuditNode.Chain;
using AuditNode.Node.Jobs;

namespace AuditNode.Node.Tests.Jobs;

public class AbortReasonTests
{
    [Theory]
    [InlineData("second thoughts", "second thoughts")]
    [InlineData("a text that is far longer than the word that holds it", "a text that is far longer than t")]
    [InlineData("ümlaut", "?mlaut")]
    public void Texts_are_cut_off_and_kept_to_ascii(string text, string expected) => Assert.Equal(expected, AbortReason.Describe(AbortReason.FromText(text)));

    [Fact]
    public void A_hash_is_shown_as_one()
    {
        Bytes32 hash = Keccak256.HashData([1]);

        Assert.Equal(hash.ToString(), AbortReason.Describe(hash));
    }
}
