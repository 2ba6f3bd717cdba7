using System.Text.Json.Nodes;
using Evenkeel.Lab.Questions;
using Evenkeel.Lab.Sessions;
using Evenkeel.Lab.Tests.Questions;

namespace Evenkeel.Lab.Tests;

public class GateTests
{
    [Fact]
    public async Task AQuickQuestion_DoesNotWaitBehindHeavyOnes()
    {
        using WorkGates gates = new(1);
        TaskCompletionSource end = new();
        Task<int> heavy = gates.Heavy.Run(() => { end.Task.Wait(LabClient.Patience()); return 1; }, CancellationToken.None);

        (await gates.Quick.Run(() => 2, LabClient.Patience())).ShouldBe(2);

        heavy.IsCompleted.ShouldBeFalse();
        end.SetResult();
        (await heavy).ShouldBe(1);
    }

    [Fact]
    public async Task OnePagesHeavyQuestions_TakeTurnsAndAreBounded()
    {
        HeavyTurn turns = new();
        TaskCompletionSource<int> end = new();
        int begun = 0;
        Task<int>[] asked = [.. Enumerable.Range(0, HeavyTurn.Most).Select(_ => turns.Run(() => { begun++; return end.Task; }, LabClient.Patience()))];

        begun.ShouldBe(1);
        (await Should.ThrowAsync<Refusal>(() => turns.Run(() => end.Task, CancellationToken.None))).Message.ShouldStartWith("8 long questions of this page are under way or waiting");
        end.SetResult(7);
        (await Task.WhenAll(asked)).ShouldAllBe(answer => answer == 7);
        begun.ShouldBe(HeavyTurn.Most);
        (await turns.Run(() => Task.FromResult(3), CancellationToken.None)).ShouldBe(3);
    }

    [Theory]
    [InlineData("prediction", true)]
    [InlineData("chain", true)]
    [InlineData("products", true)]
    [InlineData("gains", true)]
    [InlineData("schemes", true)]
    [InlineData("theory", true)]
    [InlineData("phase", false)]
    [InlineData("conflict", false)]
    [InlineData("derivation", false)]
    [InlineData("probe", false)]
    [InlineData("snippets", false)]
    public void AQuestion_IsQuickOrHeavy(string question, bool isQuick) => LabQuestions.IsQuick(question, "", Asking.Sources).ShouldBe(isQuick);

    [Fact]
    public void APredictionWhoseDataIsNotLoaded_IsHeavy()
    {
        DataShelf shelf = new(new() { Time = TimeProvider.System });
        QuestionSources sources = new() { Data = spec => shelf.Load(spec.Data, spec.Seed), HasData = spec => shelf.Has(spec.Data, spec.Seed) };
        const string Query = "data=digits&train=100&test=10";

        LabQuestions.IsQuick("prediction", Query, sources).ShouldBeFalse();
        LabQuestions.Ask("prediction", Query, sources).Answer.ShouldNotBeNull();
        LabQuestions.IsQuick("prediction", Query, sources).ShouldBeTrue();
    }

    [Fact]
    public async Task OneDiagramForTwoVisitors_IsDrawnOnce()
    {
        await using LabServer server = await Lab.Start();
        await using LabClient first = await LabClient.Connect(server), second = await LabClient.Connect(server);

        JsonNode?[] answers = await Task.WhenAll(first.Invoke("ask", "phase", "activation=tanh"), second.Invoke("ask", "phase", "activation=tanh"));

        answers[0]!["answer"]!["diagram"].ShouldNotBeNull();
        answers[1]!.ToJsonString().ShouldBe(answers[0]!.ToJsonString());
    }
}
