using Evenkeel.Lab.Sessions;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Evenkeel.Lab.Tests.Sessions;

public class RefusalFilterTests
{
    [Fact]
    public async Task AFaultOfTheProgram_IsWrittenDownAndNotTold()
    {
        foreach (Exception fault in new Exception[] { new InvalidOperationException("secret"), new ArgumentException("secret"), new IOException("secret"), new NotSupportedException("secret") })
        {
            (string told, LogLevel level) = await Filter(fault);

            told.ShouldBe("The server could not do that; its own log says why.");
            level.ShouldBe(LogLevel.Error);
        }
    }

    [Fact]
    public async Task ARefusal_IsToldInOneCleanLine()
    {
        (string told, LogLevel level) = await Filter(new FormatException("There is no \u001b[31m\u202edata\r\nhere."));

        told.ShouldBe("There is no  [31m data  here.");
        level.ShouldBe(LogLevel.Debug);
    }

    [Fact]
    public void WhatASpecificationRefuses_IsToldWithoutItsParameter()
    {
        Should.Throw<Refusal>(() => Refusal.Where<int>(() => throw new ArgumentException("The width is 0; it must be 1 or more.", "width"))).Message.ShouldBe("The width is 0; it must be 1 or more.");
        Should.Throw<InvalidOperationException>(() => Refusal.Where<int>(() => throw new InvalidOperationException("A fault.")));
    }

    private static async Task<(string Told, LogLevel Level)> Filter(Exception thrown)
    {
        using Recorder log = new();
        using ILoggerFactory loggers = LoggerFactory.Create(build => build.AddProvider(log).SetMinimumLevel(LogLevel.Debug));
        using Quiet hub = new();
        HubInvocationContext call = new(null!, null!, hub, typeof(Quiet).GetMethod(nameof(Quiet.Speak))!, []);

        HubException told = await Should.ThrowAsync<HubException>(async () => await new RefusalFilter(loggers.CreateLogger<RefusalFilter>()).InvokeMethodAsync(call, _ => throw thrown));

        return (told.Message, log.Entries.ShouldHaveSingleItem().Level);
    }

    private sealed class Quiet : Hub
    {
        public Task Speak() => Clients.All.SendAsync("spoken");
    }
}
