using AuditNode.Ckks;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Encrypts a party's columns, several batches at a time.</summary>
internal static class ColumnEncryption
{
    /// <summary>The serialised ciphertexts of all batches of all columns, column by column.</summary>
    public static byte[][] Encrypt(
        JobRuntime runtime, IReadOnlyList<double[]> columns, Func<FeatureEncryptor> encryptor, int maxDegreeOfParallelism, CancellationToken cancellationToken)
    {
        int batches = runtime.Plan.Layout.BatchCount;
        var encrypted = new byte[columns.Count * batches][];
        var options = new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism, CancellationToken = cancellationToken };
        Parallel.For(0, encrypted.Length, options, encryptor,
            (item, _, own) =>
            {
                using Ciphertext ciphertext = own.EncryptBatch(columns[item / batches], item % batches);
                encrypted[item] = runtime.Ciphertexts.Write(ciphertext);
                return own;
            },
            own => own.Dispose());
        return encrypted;
    }
}
