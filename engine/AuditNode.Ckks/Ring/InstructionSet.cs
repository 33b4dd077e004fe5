using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AuditNode.Ckks.Ring;

/// <summary>The instruction sets that ring arithmetic is written for. Results never depend on the choice, only speed does.</summary>
public enum InstructionSet
{
    /// <summary>64-bit integer arithmetic, one residue at a time: for processors without vectors, and the reference for the others.</summary>
    Portable,

    /// <summary>Four double lanes: AVX2 and FMA.</summary>
    Vector256,

    /// <summary>Eight double lanes: AVX-512F.</summary>
    Vector512,
}

/// <summary>Chooses the instruction set of new rings.</summary>
/// <remarks>
/// The environment variable <c>AUDITNODE_INSTRUCTION_SET</c>, or else the AppContext setting <c>AuditNode.InstructionSet</c>,
/// each <c>portable</c>, <c>vector256</c> or <c>vector512</c>, overrules detection; a set that the processor lacks still
/// computes the same results, slowly.
/// </remarks>
public static class InstructionSets
{
    /// <summary>Name of the environment variable.</summary>
    public const string EnvironmentVariable = "AUDITNODE_INSTRUCTION_SET";

    /// <summary>Name of the AppContext setting.</summary>
    public const string AppContextSetting = "AuditNode.InstructionSet";

    /// <summary>The widest set that this processor runs in hardware.</summary>
    public static InstructionSet Best =>
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? InstructionSet.Vector512
        : Avx2.IsSupported && Fma.IsSupported ? InstructionSet.Vector256
        : InstructionSet.Portable;

    /// <summary>The set that new rings use: what the environment or AppContext asks for, else <see cref="Best"/>.</summary>
    /// <exception cref="InvalidOperationException">The setting names no instruction set.</exception>
    public static InstructionSet Default => Parse(
        Environment.GetEnvironmentVariable(EnvironmentVariable) ?? AppContext.GetData(AppContextSetting) as string);

    internal static InstructionSet Parse(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting)) return Best;
        return setting.Trim().ToLowerInvariant() switch
        {
            "portable" => InstructionSet.Portable,
            "vector256" => InstructionSet.Vector256,
            "vector512" => InstructionSet.Vector512,
            _ => throw new InvalidOperationException(
                $"{EnvironmentVariable} (or {AppContextSetting}) is '{setting}', but must be portable, vector256 or vector512; correct or unset it."),
        };
    }
}
