namespace AuditNode.Ckks.SealFormat.Tests.Interchange;

/// <summary>SEAL and this library compute on each other's ciphertexts, under each other's keys.</summary>
[Collection(SealCollection.Name)]
public class SealInterchangeTests(SealSessions sessions)
{
    public static TheoryData<int, string> Cases => InterchangeOperation.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task SEAL_decrypts_what_is_computed_here_on_its_ciphertexts(int degree, string operation) =>
        AssertClose(InterchangeSet.Of(degree).Tolerance, degree, operation, await sessions.GetFromSealAsync(degree));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_SEAL_computes_on_ciphertexts_made_here_is_decrypted_here(int degree, string operation)
    {
        var set = InterchangeSet.Of(degree);
        var rotated = operation is InterchangeOperation.RotationLeft or InterchangeOperation.RotationRight;
        var tolerance = rotated ? set.SealRotationTolerance : set.Tolerance;
        AssertClose(tolerance, degree, operation, await sessions.GetFromLibraryAsync(degree));
    }

    private static void AssertClose(double tolerance, int degree, string operation, InterchangeSession session)
    {
        var expected = InterchangeOperation.Expected(operation, degree);
        var slots = session.Slots[operation];
        Assert.Equal(expected.Length, slots.Length);
        var error = expected.Zip(slots).Max(pair => Math.Abs(pair.First - pair.Second));
        Assert.InRange(error, 0, tolerance);
    }
}
