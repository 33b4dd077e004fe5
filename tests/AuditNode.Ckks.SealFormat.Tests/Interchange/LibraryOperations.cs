using AuditNode.Ckks.Circuits;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.SealFormat.Tests.Interchange;

/// <summary>Our side of the operations.</summary>
internal static class LibraryOperations
{
    /// <summary>Computes everything but the encryptions, with evaluation keys of our own.</summary>
    public static Dictionary<string, Ciphertext> Compute(CkksContext context, SecretKey secret, Ciphertext x, Ciphertext y)
    {
        using var generator = new KeyGenerator(secret);
        var relinearization = generator.CreateRelinearizationKey();
        var rotations = generator.CreateRotationKeys([InterchangeOperation.Left, InterchangeOperation.Right]);
        var evaluator = new Evaluator(context);
        Ciphertext New(Action<Ciphertext> operation)
        {
            var result = new Ciphertext(context);
            operation(result);
            return result;
        }

        var lastPrime = context.Rlwe.Parameters.CiphertextPrimes[^1];
        using var weights = new Plaintext(context);
        new CkksEncoder(context).Encode(InterchangeOperation.Weights(context.Rlwe.Parameters.Degree), weights, lastPrime);
        var polynomial = new PolynomialEvaluator(evaluator, relinearization);
        return new Dictionary<string, Ciphertext>
        {
            [InterchangeOperation.Sum] = New(d => evaluator.Add(x, y, d)),
            [InterchangeOperation.Difference] = New(d => evaluator.Subtract(x, y, d)),
            [InterchangeOperation.RotationLeft] = New(d => evaluator.Rotate(x, InterchangeOperation.Left, rotations, d)),
            [InterchangeOperation.RotationRight] = New(d => evaluator.Rotate(x, InterchangeOperation.Right, rotations, d)),
            [InterchangeOperation.Product] = New(d =>
            {
                evaluator.Multiply(x, y, d);
                evaluator.Relinearize(d, relinearization, d);
                evaluator.Rescale(d, d);
            }),
            [InterchangeOperation.UnrelinearizedProduct] = New(d => evaluator.Multiply(x, y, d)),
            [InterchangeOperation.ScalarProduct] = New(d =>
            {
                evaluator.MultiplyScalar(x, InterchangeOperation.Scalar, lastPrime, d);
                evaluator.Rescale(d, d);
            }),
            [InterchangeOperation.PlainProduct] = New(d =>
            {
                evaluator.MultiplyPlain(x, weights, d);
                evaluator.Rescale(d, d);
            }),
            [InterchangeOperation.Polynomial] =
                New(d => polynomial.Evaluate(x, ChebyshevPlan.Create(InterchangeOperation.Series), d)),
        };
    }

    public static Ciphertext Encrypt(Encryptor encryptor, CkksContext context, double[] values)
    {
        using var plaintext = new Plaintext(context);
        new CkksEncoder(context).Encode(values, plaintext);
        return encryptor.Encrypt(plaintext);
    }
}
