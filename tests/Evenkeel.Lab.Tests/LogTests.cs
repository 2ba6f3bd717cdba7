namespace Evenkeel.Lab.Tests;

public class LogTests
{
    [Theory]
    [InlineData("{\"type\":1,\"target\":\"play\",\"arguments\":[7],\"invocationId\":\"1\"}")]
    [InlineData("{\"type\":1,\"target\":\"fly\",\"arguments\":[],\"invocationId\":\"1\"}")]
    [InlineData("{\"type\":1,\"target\":\"play\",\"arguments\":[\"x\"],\"invocationId\":\"1\"}")]
    [InlineData("{\"type\":1,\"target\":\"play\",\"arguments\":[1,2],\"invocationId\":\"1\"}")]
    [InlineData("{\"type\":4,\"target\":\"frames\",\"arguments\":[9],\"invocationId\":\"1\"}")]
    [InlineData("{\"type\":")]
    [InlineData("{}")]
    public async Task WhatIsRefused_IsWrittenDownOnce(string message)
    {
        using Recorder log = new();
        await using LabServer server = await Lab.Start(options => options with { Log = log });
        await using LabClient page = await LabClient.Connect(server);
        await page.Invoke("hello");
        log.Entries.Clear();

        await page.SendText(message + "\u001e");
        SpinWait.SpinUntil(() => !log.Entries.IsEmpty, TimeSpan.FromSeconds(20));
        await Task.Delay(300);

        log.Entries.ShouldHaveSingleItem();
    }
}
