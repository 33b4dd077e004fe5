using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AuditNode.Node.Tests.Hosting;

namespace AuditNode.Node.Tests.Api;

/// <summary>The admin API of a running node.</summary>
public sealed class AdminApiTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private static readonly string Unknown = $"0x{new string('1', 64)}";

    [Fact]
    public async Task It_is_for_programs_on_this_machine_that_know_the_token_and_answers_them_precisely()
    {
        using var node = await RunningNode.StartAsync(fixture);
        await Only_the_token_opens_it(node.Http);
        Other_names_and_browsers_are_refused(node.Http);
        await The_document_lists_every_route(node.Http);
        await What_is_wrong_is_named(node.Http);
    }

    private static async Task Only_the_token_opens_it(HttpClient http)
    {
        foreach (var token in (string[])["", "Bearer", "Bearer x", $"Basic {http.DefaultRequestHeaders.Authorization!.Parameter}"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "v1/status");
            request.Headers.Authorization = null;
            using var bare = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = http.BaseAddress };
            if (token.Length > 0)
                request.Headers.TryAddWithoutValidation("Authorization", token);
            using var answer = await bare.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            using var live = await bare.GetAsync("health/live");
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        }
        using var allowed = await http.GetAsync("v1/status");
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        Assert.True(allowed.Headers.CacheControl!.NoStore);
    }

    private static void Other_names_and_browsers_are_refused(HttpClient http)
    {
        foreach (var (header, value, status) in (ReadOnlySpan<(string, string, HttpStatusCode)>)
        [
            ("Host", "attacker.example", HttpStatusCode.MisdirectedRequest),
            ("Host", $"attacker.example:{http.BaseAddress!.Port}", HttpStatusCode.MisdirectedRequest),
            ("Host", "127.0.0.1:1", HttpStatusCode.MisdirectedRequest),
            ("Origin", "https://attacker.example", HttpStatusCode.Forbidden),
            ("Origin", "null", HttpStatusCode.Forbidden),
            ("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden),
        ])
            Assert.Equal(status, Send(http, header, value));
    }

    private static HttpStatusCode Send(HttpClient http, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "v1/status");
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = http.Send(request);
        return answer.StatusCode;
    }

    private static async Task The_document_lists_every_route(HttpClient http)
    {
        var document = JsonDocument.Parse(await http.GetStringAsync("openapi/v1.json")).RootElement;
        var paths = document.GetProperty("paths");
        string[] expected =
        [
            "GET /health/live", "GET /health/ready", "GET /v1/status", "GET /v1/backlog", "GET /v1/jobs", "POST /v1/jobs", "GET /v1/jobs/{jobId}",
            "GET /v1/jobs/{jobId}/result", "POST /v1/jobs/{jobId}/consent", "POST /v1/jobs/{jobId}/abort", "GET /v1/jobs/{jobId}/records", "GET /v1/budget", "GET /v1/refusals",
        ];
        var operations = paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(
            operation => (Name: $"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value))).ToList();
        Assert.Subset(operations.Select(operation => operation.Name).ToHashSet(), expected.ToHashSet());
        foreach (var (name, operation) in operations)
        {
            Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
            Assert.NotEmpty(operation.GetProperty("description").GetString()!);
            var isOpen = operation.TryGetProperty("security", out var security) && security.GetArrayLength() == 0;
            Assert.Equal(name.StartsWith("GET /health/", StringComparison.Ordinal), isOpen);
        }
    }

    private static async Task What_is_wrong_is_named(HttpClient http)
    {
        await RequireAsync(await http.GetAsync("v1/jobs/0x12"), HttpStatusCode.BadRequest, "usage");
        await RequireAsync(await http.GetAsync($"v1/jobs/{Unknown}"), HttpStatusCode.NotFound, "not-found");
        await RequireAsync(await http.GetAsync($"v1/jobs/{Unknown}/result"), HttpStatusCode.NotFound, "not-found");
        await RequireAsync(await http.GetAsync($"v1/jobs/{Unknown}/records?count=0"), HttpStatusCode.BadRequest, "usage");
        await RequireAsync(await http.GetAsync("no/such/route"), HttpStatusCode.NotFound, "not-found");
        await RequireAsync(await http.PostAsJsonAsync("v1/jobs", new { consentHours = 0, specification = "AAAA" }), HttpStatusCode.BadRequest, "usage");
        await RequireAsync(await http.PostAsJsonAsync("v1/jobs", new { consentHours = 1, specification = "AAAA" }), HttpStatusCode.BadRequest, "usage");
        await RequireAsync(await http.PostAsJsonAsync($"v1/jobs/{Unknown}/abort", new { reason = new string('x', 32) }), HttpStatusCode.BadRequest, "usage");
        await RequireAsync(await http.PostAsJsonAsync($"v1/jobs/{Unknown}/abort", new { reason = "no" }), HttpStatusCode.NotFound, "not-found");
        await RequireAsync(await http.PostAsJsonAsync("v1/jobs", new { unknownMember = 1 }), HttpStatusCode.BadRequest, "usage");
        using var text = new StringContent("{}");
        text.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        using var refused = await http.PostAsync("v1/jobs", text);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
        Assert.Equal("[]", await http.GetStringAsync("v1/jobs"));
        Assert.Equal("[]", await http.GetStringAsync("v1/budget"));
    }

    private static async Task RequireAsync(HttpResponseMessage answer, HttpStatusCode status, string error)
    {
        using (answer)
        {
            var body = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == status, $"{answer.RequestMessage!.RequestUri}: {answer.StatusCode} {body}");
            var json = JsonDocument.Parse(body).RootElement;
            Assert.Equal(error, json.GetProperty("error").GetString());
            Assert.NotEmpty(json.GetProperty("message").GetString()!);
        }
    }
}
