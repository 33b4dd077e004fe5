using AuditNode.Chain.Sending;

namespace AuditNode.Chain.Tests.Sending;

public sealed class NonceLedgerTests
{
    private readonly NonceLedger ledger = new();

    [Fact]
    public void Nonces_follow_each_other()
    {
        for (ulong expected = 5; expected < 20; expected++)
            Assert.Equal(expected, Take(onChain: 5));
    }

    [Fact]
    public void The_chain_may_be_ahead() => Assert.Equal((0UL, 9UL, 10UL), (Take(0), Take(9), Take(9)));

    [Fact]
    public void A_nonce_that_was_given_back_is_next()
    {
        for (var i = 0; i < 5; i++)
            Take(0);
        ledger.Free(2);
        Assert.Equal((2UL, 5UL), (Take(0), Take(0)));
    }

    [Fact]
    public void A_nonce_given_back_that_the_chain_has_used_since_is_not_taken_again()
    {
        for (var i = 0; i < 5; i++)
            Take(0);
        ledger.Free(2);
        Assert.Equal(5UL, Take(4));
    }

    [Fact]
    public void A_reorganisation_does_not_bring_nonces_back()
    {
        for (var i = 0; i < 5; i++)
            Take(0);
        Assert.Equal(7UL, Take(7));
        Assert.Equal(5UL, Take(3));
        Assert.Equal(6UL, Take(3));
        Assert.Equal(8UL, Take(3));
    }

    [Fact]
    public void A_foreign_nonce_is_taken_until_one_of_ours_takes_its_place()
    {
        ledger.TakeForeign(0);
        Assert.Equal(1UL, Take(0));
        Assert.True(ledger.IsTaken(0) && ledger.IsForeign(0));
        ledger.Take(0);
        Assert.True(ledger.IsTaken(0) && !ledger.IsForeign(0));
    }

    [Fact]
    public void Old_nonces_are_forgotten()
    {
        Take(0);
        ledger.TakeForeign(1);
        Take(5000);
        Assert.False(ledger.IsTaken(0) || ledger.IsTaken(1) || ledger.IsForeign(1));
        Assert.True(ledger.IsTaken(5000));
    }

    private ulong Take(ulong onChain)
    {
        var nonce = ledger.Next(onChain);
        ledger.Take(nonce);
        return nonce;
    }
}
