using System.Runtime.CompilerServices;
using Evenkeel.Lab.Protocol;
using Evenkeel.Lab.Questions;
using Evenkeel.Lab.Workbench;
using Microsoft.AspNetCore.SignalR;

namespace Evenkeel.Lab.Sessions;

/// <summary>What a page can call. All that belongs to a page hangs off its connection, and goes with it.</summary>
internal sealed class LabHub(LabOptions options, LabEngine engine, LabSessions sessions, SessionOpening opening, WorkGates gates, Greeting greeting, QuestionSources sources, Comparisons comparisons, Fetching fetching) : Hub
{
    private static readonly object Key = new();

    public override Task OnConnectedAsync()
    {
        Context.Items[Key] = new Visitor(sessions);
        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        Visitor.Leave();
        return base.OnDisconnectedAsync(exception);
    }

    public Hello Hello() => greeting.Hello();

    public async Task<Opened> Open(OpenRequest request)
    {
        if (request is null) throw new Refusal("A session is opened by an address, but none was sent; send { query, defaults, parts, pace }.");
        Visitor visitor = Visitor;
        int number = visitor.Reserve(options.Limits);
        SessionMemory? memory = null;
        void Hold(SessionMemory need)
        {
            sessions.Hold(need);
            memory = need;
        }

        try
        {
            CancellationToken gone = Context.ConnectionAborted;
            (SessionSetup setup, Opened opened) = await gates.Heavy.Run(() => opening.Prepare(request, number, Hold, gone), gone).ConfigureAwait(false);
            LabSession session = new(engine, options.Time, setup, () =>
            {
                sessions.Free(memory);
                sessions.Release();
            });
            visitor.Seat(number, session);
            engine.Wake(session);
            return opened;
        }
        catch
        {
            sessions.Free(memory);
            visitor.Yield(number);
            throw;
        }
    }

    public IAsyncEnumerable<Frame> Frames(int session, CancellationToken cancellation) => Visitor[session].Frames().ReadAllAsync(cancellation);

    public void Drawn(int session, int number) => Visitor[session].Drawn(number);

    public void Play(int session) => Visitor[session].Play();

    public void Pause(int session) => Visitor[session].Pause();

    public void Advance(int session, int steps) => Visitor[session].Advance(Whole(steps, 1, "number of steps to go on"));

    public void Reset(int session) => Visitor[session].Reset();

    public void Pace(int session, double? stepsPerSecond) => Visitor[session].SetPace(SessionOpening.Pace(stepsPerSecond));

    public void Rate(int session, double learningRate) => Visitor[session].SetRate(
        learningRate > 0 && double.IsFinite(learningRate) ? learningRate
        : throw new FormatException(FormattableString.Invariant($"The learning rate is {learningRate} but must be a number above 0.")));

    public void Jump(int session, int step) => Visitor[session].Jump(Whole(step, 0, "step to jump to"));

    public void Look(int session, string[] parts) => Visitor[session].Look(Parts.Read(parts));

    public void Close(int session) => Visitor.Close(session);

    public Task<LabAnswer> Ask(string question, string query)
    {
        CancellationToken gone = Context.ConnectionAborted;
        if (question is null || query is null) throw new Refusal("A question has a name and a query, but one of them was not sent; send an empty text where there is none.");
        LabAnswer Answer() => question == Comparisons.Question ? comparisons.Answer(query) : LabQuestions.AskOnce(question, query, sources, gone);
        bool isQuick = question == Comparisons.Question ? sources.IsLoaded(query) : LabQuestions.IsQuick(question, query, sources);
        return isQuick ? gates.Quick.Run(Answer, gone) : Visitor.Heavy.Run(() => Ask(Answer, gone), gone);
    }

    public IAsyncEnumerable<CompareProgress> Compare(string query, CancellationToken cancellation) => comparisons.Run(Context.ConnectionId, query, cancellation);

    public void Finish(int comparison) => comparisons.Finish(Context.ConnectionId, comparison);

    public IAsyncEnumerable<FetchStage> Fetch(string dataName, CancellationToken cancellation) => fetching.Fetch(dataName, cancellation);

    private async Task<LabAnswer> Ask(Func<LabAnswer> answer, CancellationToken gone)
    {
        while (true)
        {
            try
            {
                return await gates.Heavy.Run(answer, gone).ConfigureAwait(false);
            }
            catch (BeingMadeException wait)
            {
                await wait.Made.WaitAsync(gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                gone.ThrowIfCancellationRequested();
            }
        }
    }

    private Visitor Visitor => (Visitor)Context.Items[Key]!;

    private int Whole(int value, int least, string what) => value >= least && value <= options.Limits.Steps ? value
        : throw new FormatException(FormattableString.Invariant($"The {what} is {value} but must be {least} to {options.Limits.Steps}."));
}
