namespace AuditNode.Ckks.SealFormat.Tests.Interchange;

/// <summary>SEAL's side of the operations, as steps of seal.mjs on the ciphertexts "x" and "y".</summary>
internal static class SealOperations
{
    /// <summary>Everything but the encryptions, with evaluation keys that SEAL makes; each result is saved under its file name.</summary>
    public static IEnumerable<object> Compute(InterchangeSet set)
    {
        var slots = set.Degree / 2;
        return
        [
            new { @do = "relinKeys" },
            new { @do = "galoisKeys", steps = new[] { InterchangeOperation.Left, InterchangeOperation.Right } },
            new { @do = "add", left = "x", right = "y", @out = "r" },
            Save(InterchangeOperation.Sum),
            new { @do = "sub", left = "x", right = "y", @out = "r" },
            Save(InterchangeOperation.Difference),
            new { @do = "rotate", @in = "x", steps = InterchangeOperation.Left, @out = "r" },
            Save(InterchangeOperation.RotationLeft),
            new { @do = "rotate", @in = "x", steps = InterchangeOperation.Right, @out = "r" },
            Save(InterchangeOperation.RotationRight),
            new { @do = "multiply", left = "x", right = "y", @out = "r" },
            Save(InterchangeOperation.UnrelinearizedProduct),
            new { @do = "relinearize", @in = "r", @out = "r" },
            new { @do = "rescaleToNext", @in = "r", @out = "r" },
            Save(InterchangeOperation.Product),
            new { @do = "encode", values = Enumerable.Repeat(InterchangeOperation.Scalar, slots), like = "x", @out = "plain" },
            new { @do = "multiplyPlain", @in = "x", plain = "plain", @out = "r" },
            new { @do = "rescaleToNext", @in = "r", @out = "r" },
            Save(InterchangeOperation.ScalarProduct),
            new { @do = "encode", values = InterchangeOperation.Weights(set.Degree), like = "x", @out = "plain" },
            new { @do = "multiplyPlain", @in = "x", plain = "plain", @out = "r" },
            new { @do = "rescaleToNext", @in = "r", @out = "r" },
            Save(InterchangeOperation.PlainProduct),
            new { @do = "chebyshev", @in = "x", coefficients = InterchangeOperation.Series.Coefficients.ToArray(), @out = "r" },
            Save(InterchangeOperation.Polynomial),
        ];
    }

    /// <summary>Loads and decrypts the files of all operations, to little-endian doubles in files beside them.</summary>
    public static IEnumerable<object> Decrypt() => InterchangeOperation.Names.SelectMany(name => new object[]
    {
        new { @do = "loadCiphertext", file = FileName(name), @out = "r" },
        new { @do = "decrypt", @in = "r", file = DecryptedFileName(name), @as = name },
    });

    public static object Save(string operation, string name = "r") =>
        new { @do = "saveCiphertext", @in = name, file = FileName(operation) };

    public static string FileName(string operation) => $"{Array.IndexOf(InterchangeOperation.Names, operation)}.bin";

    public static string DecryptedFileName(string operation) => $"{Array.IndexOf(InterchangeOperation.Names, operation)}.doubles";
}
