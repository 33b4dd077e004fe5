using AuditNode.Ckks.Ring;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Tests.Privacy;

public class PrivacyBudgetTests
{
    [Fact]
    public void Spends_up_to_its_total_and_refuses_a_unit_more()
    {
        var budget = new PrivacyBudget(new Rho(10));
        Assert.True(budget.Charge(new Rho(4), "round 1"));
        Assert.True(budget.Charge(new Rho(6), "round 2"));
        var refusal = Assert.Throws<PrivacyBudgetExceededException>(() => budget.Charge(new Rho(1), "round 3"));
        Assert.Equal(("round 3", new Rho(1), Rho.Zero), (refusal.Charge, refusal.Requested, refusal.Remaining));
        Assert.Equal(new Rho(10), budget.Spent);
        Assert.Null(budget.ChargeOf("round 3"));
    }

    [Fact]
    public void A_charge_made_again_costs_nothing()
    {
        var budget = new PrivacyBudget(new Rho(10));
        Assert.True(budget.Charge(new Rho(10), "round 1"));
        Assert.False(budget.Charge(new Rho(10), "round 1"));
        Assert.Equal(new Rho(10), budget.Spent);
    }

    [Fact]
    public void A_name_cannot_be_charged_two_sizes()
    {
        var budget = new PrivacyBudget(new Rho(10));
        budget.Charge(new Rho(2), "round 1");
        Assert.Throws<ArgumentException>(() => budget.Charge(new Rho(1), "round 1"));
        Assert.Equal(new Rho(2), budget.Spent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tab\t")]
    [InlineData("umlaut ä")]
    public void Refuses_names_that_are_not_printable(string name)
    {
        Assert.Throws<ArgumentException>(() => new PrivacyBudget(new Rho(1)).Charge(new Rho(1), name));
    }

    [Fact]
    public void Parallel_charges_never_pass_the_total()
    {
        var budget = new PrivacyBudget(new Rho(100));
        int charged = 0;
        Parallel.For(0, 300, i =>
        {
            try
            {
                budget.Charge(new Rho(1), $"release {i}");
                Interlocked.Increment(ref charged);
            }
            catch (PrivacyBudgetExceededException)
            {
                // Two thirds are refused.
            }
        });
        Assert.Equal(100, charged);
        Assert.Equal(new Rho(100), budget.Spent);
    }

    [Fact]
    public void Comes_back_from_its_bytes_with_every_charge()
    {
        PrivacyBudget budget = Filled();
        PrivacyBudget copy = PrivacyBudget.FromBytes(budget.ToBytes());
        Assert.Equal((budget.Total, budget.Spent), (copy.Total, copy.Spent));
        Assert.False(copy.Charge(new Rho(3), "round 2"));
        Assert.Equal(budget.ToBytes(), copy.ToBytes());
    }

    [Fact]
    public void Every_truncation_and_every_appended_byte_is_refused()
    {
        byte[] bytes = Filled().ToBytes();
        for (int length = 0; length < bytes.Length; length++)
            Assert.Throws<SerializationException>(() => PrivacyBudget.FromBytes(bytes.AsSpan(0, length)));
        Assert.Throws<SerializationException>(() => PrivacyBudget.FromBytes([.. bytes, 0]));
    }

    [Fact]
    public void Changed_bytes_are_refused_or_read_as_what_they_say()
    {
        byte[] bytes = Filled().ToBytes();
        for (int i = 0; i < 8 * bytes.Length; i++)
        {
            byte[] changed = [.. bytes];
            changed[i / 8] ^= (byte)(1 << (i % 8));
            try
            {
                PrivacyBudget read = PrivacyBudget.FromBytes(changed);
                Assert.True(read.Spent <= read.Total);
                Assert.Equal(changed, read.ToBytes());
            }
            catch (SerializationException)
            {
                // Refused with a name of the field.
            }
        }
    }

    private static PrivacyBudget Filled()
    {
        var budget = new PrivacyBudget(new Rho((UInt128)1 << 100));
        budget.Charge(new Rho((UInt128)1 << 90), "round 1");
        budget.Charge(new Rho(3), "round 2");
        budget.Charge(new Rho(5), "final");
        return budget;
    }
}
