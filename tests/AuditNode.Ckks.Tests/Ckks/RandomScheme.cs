using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Ckks;

/// <summary>Random parameters of 128-bit security with at least one level, and keys for two random steps and their sum.</summary>
internal sealed class RandomScheme
{
    private ulong _state;

    public RandomScheme(ulong seed, int round)
    {
        _state = seed ^ (ulong)round * 0x9E3779B97F4A7C15;
        CkksParameters parameters = Parameters();
        FirstStep = 1 + Below(parameters.SlotCount - 1);
        SecondStep = -Below(parameters.SlotCount);
        Scheme = new Scheme(parameters, Next(), [FirstStep, SecondStep, FirstStep + SecondStep]);
        Limbs = 2 + Below(Scheme.Context.MaxLimbs - 1);
        Description = $"{parameters.Rlwe}, digits of {parameters.Rlwe.DigitSize}, scale {parameters.DefaultScale}, {Limbs} limbs, steps {FirstStep} and {SecondStep}";
    }

    public Scheme Scheme { get; }

    public int FirstStep { get; }

    public int SecondStep { get; }

    /// <summary>Limbs to encrypt at, at least two.</summary>
    public int Limbs { get; }

    public string Description { get; }

    public ulong Next() => TestVectors.Next(ref _state);

    private int Below(int bound) => (int)(Next() % (ulong)bound);

    private CkksParameters Parameters()
    {
        while (true)
        {
            int degree = 4096 << Below(3), scale = 26 + Below(20), levels = 1 + Below(8);
            int first = Math.Min(scale + 4 + Below(8), 50);
            try
            {
                return CkksParameters.Create(degree, first, scale, levels, Below(2) == 0 ? null : 1 + Below(levels + 1));
            }
            catch (RlweParameterException)
            {
                // Too weak for this degree: draw again.
            }
        }
    }
}
