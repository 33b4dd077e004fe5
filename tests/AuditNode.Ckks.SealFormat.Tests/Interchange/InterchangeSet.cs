namespace AuditNode.Ckks.SealFormat.Tests.Interchange;

/// <summary>Parameters with which SEAL and this library work on each other's data.</summary>
/// <param name="Degree">N.</param>
/// <param name="BitSizes">SEAL's chain, the special prime last; within 218, 438 and 881 bits for 128-bit security.</param>
/// <param name="ScaleBits">Bits of the scale.</param>
/// <param name="DigitSize">Digit size of our key switching; above 1, special primes of ours follow SEAL's.</param>
/// <param name="Tolerance">
/// Largest error of a slot for values in [-1, 1]: two to four times what was measured, which is the noise of the encryptions and
/// of our key switching at this scale.
/// </param>
/// <param name="SealRotationTolerance">
/// The same for rotations by SEAL. SEAL takes digits from [0, q) and not centred ones, so that their mean q/2 multiplies
/// 1 + X + ... + X^(N-1), which is 2N/pi at the root next to 1: the error of that slot has the deviation 3.2 N^1.5 / (pi sqrt(2) scale)
/// where the digit's prime is as large as the special one. This is six times that.
/// </param>
internal sealed record InterchangeSet(
    int Degree, int[] BitSizes, int ScaleBits, int DigitSize, double Tolerance, double SealRotationTolerance)
{
    private static readonly InterchangeSet[] All =
    [
        new(8192, [43, 33, 33, 33, 33, 43], 33, 1, 1e-5, 4e-4),
        new(16384, [50, 40, 40, 40, 40, 40, 40, 50], 40, 2, 1.5e-7, 9e-6),
        new(32768, [50, 40, 40, 40, 40, 40, 40, 40, 50], 40, 3, 5e-7, 2.5e-5),
    ];

    public static IEnumerable<int> Degrees => All.Select(set => set.Degree);

    public double Scale => Math.ScaleB(1, ScaleBits);

    public static InterchangeSet Of(int degree) => All.Single(set => set.Degree == degree);

    public CkksContext CreateContext() => new(SealParameters.Create(Degree, BitSizes).ToCkks(Scale, DigitSize));
}
