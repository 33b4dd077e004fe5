namespace AuditNode.Ckks;

/// <summary>
/// A bound on the error of the outputs that a <see cref="CoefficientCiphertext"/> decrypts to, in their own units: integers. Like
/// <see cref="NoiseBound"/> it knows the parameters and the operations only. Derived in docs/noise.md, "Packed sums".
/// </summary>
/// <param name="OutputCount">Number of outputs.</param>
/// <param name="Unit">What one integer unit of an output stands for in the sum over the slots: N / (2^(p+1) scale).</param>
/// <param name="Magnitude">Largest magnitude of an output without error, in integer units.</param>
/// <param name="Error">Largest magnitude of the error of an output, in integer units.</param>
/// <param name="HalfModulus">Half the modulus of the limbs that are left.</param>
public sealed record CoefficientBound(int OutputCount, double Unit, double Magnitude, double Error, double HalfModulus)
{
    /// <summary>The error as a value: of the sum over the slots.</summary>
    public double ValueError => Error * Unit;

    /// <summary>Whether an output and everything added to it stays below half the modulus, so that decryption cannot wrap around.</summary>
    /// <param name="addedNoise">Largest magnitude, in integer units, of noise that is added.</param>
    public bool Fits(double addedNoise) => Magnitude + Error + addedNoise < HalfModulus;
}
