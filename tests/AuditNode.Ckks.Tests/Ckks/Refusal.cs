namespace AuditNode.Ckks.Tests.Ckks;

/// <summary>Asserts that an operation is refused and that nothing it touches has changed.</summary>
internal static class Refusal
{
    public static TException Of<TException>(Action operation, params Ciphertext[] untouched)
        where TException : Exception
    {
        string[] before = [.. untouched.Select(Digest.Of)];
        var error = Assert.Throws<TException>(operation);
        Assert.Equal(before, untouched.Select(Digest.Of));
        return error;
    }
}
