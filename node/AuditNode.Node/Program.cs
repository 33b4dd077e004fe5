using AuditNode.Node.Commands;

return await CommandLine.RunAsync(args);
