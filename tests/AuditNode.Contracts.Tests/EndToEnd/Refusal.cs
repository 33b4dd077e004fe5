using AuditNode.Chain;

namespace AuditNode.Contracts.Tests.EndToEnd;

/// <summary>Expects that a contract refuses, with a certain error.</summary>
internal static class Refusal
{
    public static async Task<T> OfAsync<T>(Task call)
        where T : CustomError
    {
        ContractRevertedException refused = await Assert.ThrowsAsync<ContractRevertedException>(() => call);
        Assert.True(ContractErrors.TryDecode(refused, out CustomError? error), refused.Message);
        return Assert.IsType<T>(error);
    }
}
