using System.Reflection;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Ckks;

/// <summary>Attack 6: what tells about a secret, such as a noise budget, must not exist in the API.</summary>
public class OracleTests
{
    private static readonly Type[] s_public = typeof(CkksContext).Assembly.GetExportedTypes();

    [Fact]
    public void Only_key_generation_encryption_decryption_and_storage_take_a_secret_key()
    {
        string[] users = [.. s_public.SelectMany(t => t.GetMethods().Cast<MethodBase>().Concat(t.GetConstructors()))
            .Where(m => m.GetParameters().Any(p => p.ParameterType == typeof(SecretKey)))
            .Select(m => m.DeclaringType!.Name).Distinct().Order()];
        Assert.Equal([nameof(CoefficientCiphertext), nameof(Decryptor), nameof(Encryptor), nameof(KeyGenerator), typeof(ObjectSerializer<>).Name], users);
    }

    [Fact]
    public void Nothing_public_measures_noise()
    {
        string[] suspicious = ["NoiseBudget", "InvariantNoise", "MeasureNoise", "Oracle"];
        Assert.DoesNotContain(s_public.SelectMany(t => t.GetMembers().Select(m => $"{t.Name}.{m.Name}")),
            name => suspicious.Any(s => name.Contains(s, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Noise_bounds_look_at_no_key_and_no_ciphertext()
    {
        Type[] allowed = [typeof(CkksParameters), typeof(NoiseBound), typeof(double), typeof(double?), typeof(int), typeof(int?)];
        Type[] fields = [typeof(int), typeof(double)];
        Assert.All(typeof(NoiseBound).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .SelectMany(m => m.GetParameters()), p => Assert.Contains(p.ParameterType, allowed));
        Assert.All(typeof(CoefficientBound).GetConstructors().SelectMany(c => c.GetParameters()), p => Assert.Contains(p.ParameterType, fields));
    }
}
