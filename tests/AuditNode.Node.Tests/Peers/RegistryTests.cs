using AuditNode.Chain;
using AuditNode.Chain.Sending;
using AuditNode.ChainDev;
using AuditNode.Node.Peers;
using AuditNode.Scenarios;

namespace AuditNode.Node.Tests.Peers;

public class RegistryTests
{
    [Fact]
    public async Task The_contract_says_which_certificate_counts_and_who_was_removed()
    {
        await using AnvilChain chain = await AnvilChain.StartAsync(new DevChainOptions { KeepState = false });
        await using Consortium consortium = await Consortium.CreateAsync(
            [chain.RpcUrl], [.. chain.Accounts.Take(3).Select(account => account.ReadKey())], chain.ChainId, new TransactionSenderOptions { PollInterval = TimeSpan.FromMilliseconds(20) });
        (Institution hospital, Institution bank, Institution agency) = (consortium.Hospital, consortium.Bank, consortium.Agency);
        using PeerCertificate certificate = PeerCertificate.Create(bank.Address, TimeProvider.System);
        using var directory = new PeerDirectory(new ContractPeerRegistry(hospital.Contracts.Registry), TimeProvider.System);
        directory.Watch(bank.Address, new Uri("https://127.0.0.1:4443"));
        await directory.RefreshAsync();
        Assert.False(directory.Admits(certificate.Fingerprint));

        await Institution.FinalAsync(bank.Contracts.Registry.SendSetTlsFingerprintAsync(bank.Sender, certificate.Fingerprint));
        await directory.RefreshAsync();
        Assert.Equal(certificate.Fingerprint, (await directory.ResolveAsync(bank.Address)).Fingerprint);

        Receipt proposed = await Institution.FinalAsync(hospital.Contracts.Registry.SendProposeRemovalAsync(hospital.Sender, bank.Address));
        var proposal = hospital.Contracts.Registry.FindProposed(proposed).Single().ProposalId;
        await Institution.FinalAsync(agency.Contracts.Registry.SendVoteAsync(agency.Sender, proposal));
        await directory.RefreshAsync();
        Assert.False(directory.Admits(certificate.Fingerprint));
        Assert.Contains("not a member", (await Assert.ThrowsAsync<PeerUnknownException>(() => directory.ResolveAsync(bank.Address).AsTask())).Message, StringComparison.Ordinal);
    }
}
