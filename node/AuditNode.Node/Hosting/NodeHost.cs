using System.Net;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Sending;
using AuditNode.Node.Api;
using AuditNode.Node.Keys;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AuditNode.Node.Hosting;

/// <summary>One institution's node as a process: takes the directory, opens the keys, starts all services, and stops them in order.</summary>
public static class NodeHost
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ChainPause = TimeSpan.FromSeconds(2);

    /// <summary>Runs the node until it is told to stop.</summary>
    /// <param name="options">How it is to run.</param>
    /// <param name="passphrase">What opens its keys.</param>
    /// <param name="cancellationToken">Tells it to stop; SIGTERM and SIGINT do too.</param>
    /// <exception cref="NodeException">It could not start, or a part of it could not go on.</exception>
    public static async Task RunAsync(NodeOptions options, string passphrase, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Directory.RequireExists();
        options.Directory.Create();
        options.Directory.RequireRights();
        using var exclusive = options.Directory.Lock();
        using var identity = await NodeIdentity.OpenAsync(options.Directory, passphrase, cancellationToken).ConfigureAwait(false);
        using var chain = ChainConnection.Open(options.Chain);
        using var logging = NodeLogging.CreateFactory(options);
        var logger = logging.CreateLogger("AuditNode.Node.Hosting.NodeHost");
        Log.Starts(logger, options.Name, identity.Address.ToString(), options.Directory.Root, options.Admin.ToString());
        var confirmations = await FindConfirmationsAsync(options, chain, logger, cancellationToken).ConfigureAwait(false);
        await using var sender = new TransactionSender(
            chain.Client, new Account(identity.Account), chain.Contracts.Addresses.ChainId,
            ChainConnection.SenderOptions(options.Chain, confirmations));

        await using var core = await NodeCore.OpenAsync(options, chain.Contracts, sender, confirmations, cancellationToken).ConfigureAwait(false);
        var app = Build(options, identity, chain, sender, core);
        await using (app.ConfigureAwait(false))
            await RunAsync(app, options, logger, cancellationToken).ConfigureAwait(false);
    }

    private static WebApplication Build(
        NodeOptions options, NodeIdentity identity, ChainConnection chain, TransactionSender sender, NodeCore core)
    {
        // Nothing is read from appsettings.json, ASPNETCORE_ variables or the command line: what is not in NodeSettings does not exist.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = "audit-node", ContentRootPath = options.Directory.Root, EnvironmentName = Environments.Production,
        });
        NodeLogging.Configure(builder.Logging, options);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownTimeout);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, options.Admin));
        builder.Services
            .AddSingleton(options)
            .AddSingleton(options.Directory)
            .AddSingleton(identity)
            .AddSingleton(chain.Contracts)
            .AddSingleton(chain.Contracts.Addresses)
            .AddSingleton(chain.Client)
            .AddSingleton(sender)
            .AddSingleton(new Finality(core.Transactions.Confirmations))
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ServiceNotifier>(_ => new ServiceNotifier())
            .AddSingleton<NodeFailure>()
            .AddSingleton(AdminToken.Create(options.Directory.AdminToken))
            .AddSingleton<IReadinessCheck, ChainCheck>()
            .AddSingleton<IReadinessCheck, ContractsCheck>()
            .AddSingleton<IReadinessCheck, KeyCheck>()
            .AddSingleton<IReadinessCheck, DiskCheck>()
            .AddHostedService<Telemetry>()
            .AddHostedService<Watchdog>();
        NodeParts.Add(builder.Services, options, identity, chain.Contracts, core);
        builder.Services.AddSingleton<ReadinessMonitor>().AddHostedService(services => services.GetRequiredService<ReadinessMonitor>());
        AdminApi.AddServices(builder.Services);
        var app = builder.Build();
        AdminApi.Map(app);
        return app;
    }

    private static async Task RunAsync(WebApplication app, NodeOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var notifier = app.Services.GetRequiredService<ServiceNotifier>();
        try
        {
            await StartAsync(app, options, cancellationToken).ConfigureAwait(false);
            Log.Started(logger);
            notifier.Ready($"{options.Name} started");
            var lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
            await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            Log.Stopping(logger);
            notifier.Stopping();
            await StopAsync(app, options, logger).ConfigureAwait(false);
            File.Delete(options.Directory.AdminToken);
        }
        if (app.Services.GetRequiredService<NodeFailure>().Reason is { } reason)
            throw reason;
        foreach (var service in app.Services.GetServices<IHostedService>().OfType<BackgroundService>())
        {
            if (service.ExecuteTask is { IsFaulted: true } task)
                throw new NodeException(NodeError.Unexpected,
                    $"{service.GetType().Name} ended by itself: {task.Exception!.GetBaseException().Message.ReplaceLineEndings(" ")} See the log.",
                    task.Exception);
        }
        Log.Stopped(logger);
    }

    private static async Task StartAsync(WebApplication app, NodeOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new NodeException(NodeError.PortTaken,
                $"{e.Message} Stop the program that listens there, or change admin.listen ({options.Admin}) or peers.listen ({options.PeerListen}).", e);
        }
        if (options.Admin.SocketPath is { } socket && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(socket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static async Task StopAsync(WebApplication app, NodeOptions options, ILogger logger)
    {
        try
        {
            using var limit = new CancellationTokenSource(options.ShutdownTimeout);
            await app.StopAsync(limit.Token).WaitAsync(options.ShutdownTimeout + Grace, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // Everything that matters is in the journal: a stop that hangs is no better than a kill.
            Log.StopTooLong(logger, options.ShutdownTimeout.TotalSeconds);
        }
    }

    private static void Listen(KestrelServerOptions kestrel, AdminEndPoint admin)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = AdminApi.MaxRequestBytes;
        kestrel.Limits.MaxConcurrentConnections = 64;
        void Use(ListenOptions listen) => listen.Protocols = HttpProtocols.Http1;
        if (admin.SocketPath is { } socket)
        {
            File.Delete(socket); // of a node that was killed; the lock says that none runs
            kestrel.ListenUnixSocket(socket, Use);
        }
        else
            kestrel.Listen(admin.Tcp ?? new IPEndPoint(IPAddress.Loopback, 0), Use);
    }

    // The depth follows the validators in the registry, so it needs the chain once; a wrong chain is noticed here, before any work.
    private static async Task<int> FindConfirmationsAsync(
        NodeOptions options, ChainConnection chain, ILogger logger, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await chain.Contracts.RequireAsync(cancellationToken).ConfigureAwait(false);
                return await chain.ConfirmationsAsync(options.Chain, cancellationToken).ConfigureAwait(false);
            }
            catch (RpcException e)
            {
                if (options.Chain.Confirmations > 0)
                    return options.Chain.Confirmations;
                Log.WaitsForChain(logger, e.Message);
                await Task.Delay(ChainPause, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
