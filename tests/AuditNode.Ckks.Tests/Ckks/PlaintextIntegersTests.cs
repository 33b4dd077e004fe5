namespace AuditNode.Ckks.Tests.Ckks;

public class PlaintextIntegersTests
{
    private static readonly CkksContext Context = new(CkksParameters.Create(4096, 30, 20, 0));

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(-5)]
    [InlineData(1L << 27)]
    [InlineData(-(1L << 27))]
    public void An_integer_on_the_constant_coefficient_moves_every_slot(long value)
    {
        using var plaintext = new Plaintext(Context);
        var encoder = new CkksEncoder(Context);
        encoder.Encode(Enumerable.Repeat(1.0, Context.SlotCount).ToArray(), plaintext);
        var integers = new long[4096];
        integers[0] = value;
        plaintext.AddIntegers(integers);
        var slots = new double[Context.SlotCount];
        encoder.Decode(plaintext, slots);
        foreach (double slot in slots) Assert.Equal(1 + value / plaintext.Scale, slot, 1e-9);
    }

    [Fact]
    public void Integers_that_are_added_and_taken_away_leave_every_residue_as_it_was()
    {
        using var plaintext = new Plaintext(Context);
        new CkksEncoder(Context).Encode([0.25, -0.5, 1], plaintext);
        ulong[] before = new ulong[4096], after = new ulong[4096];
        plaintext.Polynomial.CopyLimbTo(0, before);
        long[] integers = [.. Enumerable.Range(0, 4096).Select(i => (i - 1000L) * 0x123456789abcd)];
        plaintext.AddIntegers(integers);
        plaintext.AddIntegers([.. integers.Select(i => -i)]);
        plaintext.Polynomial.CopyLimbTo(0, after);
        Assert.Equal(before, after);
    }

    [Fact]
    public void Another_number_of_integers_is_refused()
    {
        using var plaintext = new Plaintext(Context);
        Assert.Throws<AuditNode.Ckks.Rlwe.OperandMismatchException>(() => plaintext.AddIntegers(new long[4095]));
    }
}
