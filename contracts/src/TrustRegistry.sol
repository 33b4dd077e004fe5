// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {InstitutionRegistry} from "./InstitutionRegistry.sol";
import {JobRegistry} from "./JobRegistry.sol";
import {Roles} from "./Roles.sol";

/// @title Trust scores and aggregation weights of the parties of a job, round by round.
/// @notice In each round every party scores every other party. The score T_i of party i is the lower median of what the others
/// reported, so fewer than half of its reporters cannot push it outside the range of the rest. A round is final when everybody
/// has scored everybody; reporters who stay silent are waited for 10 minutes, then more than half suffice, so that nobody wins by
/// being early. The weights of the aggregation are T'_i = T_i / sum of T_j (N2P-CM, algorithm 2), computed here and summing to
/// exactly 1. All numbers are integers in units of 1e-18.
/// @dev Rounding: with S_i = T_1 + ... + T_i and S = S_n, T'_i = floor(S_i * 1e18 / S) - floor(S_(i-1) * 1e18 / S). The sum telescopes to
/// 1e18, each weight is less than 1e-18 from the exact one, and a score of 0 has weight 0.
contract TrustRegistry {
    /// @dev The number 1.
    uint64 internal constant ONE = 1e18;
    /// @dev Parties of a job, at most (see `JobRegistry`).
    uint256 internal constant MAX_PARTIES = 16;

    /// @dev Seconds after the first report of a round for which silent reporters are waited for.
    uint64 internal constant REPORT_WINDOW = 10 minutes;

    /// Scores and weights of one round of one job; places are the parties' numbers less 1. Reports are stored plus 1: 0 is none.
    struct Round {
        bool finalised;
        uint64 firstReportAt;
        uint64[MAX_PARTIES] scores;
        uint64[MAX_PARTIES] weights;
        uint64[MAX_PARTIES][MAX_PARTIES] reports;
    }

    /// @notice The registry of institutions.
    InstitutionRegistry public immutable registry;
    /// @notice The registry of jobs.
    JobRegistry public immutable jobs;

    mapping(bytes32 jobId => mapping(uint32 round => Round)) private _rounds;

    /// @notice `reporter` gives `institution` a score for its part in a round.
    event TrustReported(
        bytes32 indexed jobId, uint32 indexed round, address indexed institution, address reporter, uint64 score
    );
    /// @notice Score and weight of `institution` in a round are final.
    event TrustFinalised(bytes32 indexed jobId, uint32 indexed round, address indexed institution, uint64 score, uint64 weight);

    /// The sender is not a member with the role of worker (any more).
    error NotWorker(address account);
    /// The institution is not a party of the job.
    error NotParty(bytes32 jobId, address institution);
    /// An institution does not score itself.
    error OwnScore(address institution);
    /// A score is above 1 (in units of 1e-18).
    error ScoreOutOfRange(uint64 score, uint64 limit);
    /// The job has fewer rounds.
    error RoundOutOfRange(uint32 round, uint32 rounds);
    /// The job is not running.
    error JobNotRunning(bytes32 jobId, JobRegistry.JobState state);
    /// The reporter scored this institution in this round before.
    error AlreadyReported(bytes32 jobId, uint32 round, address institution, address reporter);
    /// The round is final.
    error RoundFinalised(bytes32 jobId, uint32 round);
    /// This institution has fewer reports than are needed now: all others' until 10 minutes after the first report of the round, more
    /// than half of them from then on.
    error TooFewReports(bytes32 jobId, uint32 round, address institution, uint256 reports, uint256 needed);
    /// All scores are 0: there are no weights.
    error ZeroTrust(bytes32 jobId, uint32 round);

    /// @param jobRegistry The registry of jobs.
    constructor(JobRegistry jobRegistry) {
        jobs = jobRegistry;
        registry = jobRegistry.registry();
    }

    /// @notice Scores another party of a running job in a round (from 0).
    /// @param score In [0, 1e18], which stands for [0, 1].
    function report(bytes32 jobId, uint32 round, address institution, uint64 score) external {
        uint256 reporter = _senderIndex(jobId);
        uint256 subject = _partyIndex(jobId, institution);
        if (reporter == subject) revert OwnScore(institution);
        if (score > ONE) revert ScoreOutOfRange(score, ONE);
        _requireOpen(jobId, round);
        Round storage open = _rounds[jobId][round];
        if (open.reports[subject][reporter] != 0) revert AlreadyReported(jobId, round, institution, msg.sender);
        if (open.firstReportAt == 0) open.firstReportAt = uint64(block.timestamp);
        open.reports[subject][reporter] = score + 1;
        emit TrustReported(jobId, round, institution, msg.sender, score);
    }

    /// @notice Fixes scores and weights of a round; any party may, as soon as each party has the reports it needs.
    function finalise(bytes32 jobId, uint32 round) external {
        _senderIndex(jobId);
        _requireOpen(jobId, round);
        address[] memory parties = jobs.parties(jobId);
        Round storage open = _rounds[jobId][round];
        uint64[] memory scores = new uint64[](parties.length);
        uint256 total;
        for (uint256 i = 0; i < parties.length; ++i) {
            scores[i] = _median(jobId, round, parties, i);
            total += scores[i];
        }
        if (total == 0) revert ZeroTrust(jobId, round);
        open.finalised = true;
        uint256 sum;
        uint256 share;
        for (uint256 i = 0; i < parties.length; ++i) {
            sum += scores[i];
            uint256 next = sum * ONE / total;
            uint64 weight = uint64(next - share);
            share = next;
            open.scores[i] = scores[i];
            open.weights[i] = weight;
            emit TrustFinalised(jobId, round, parties[i], scores[i], weight);
        }
    }

    /// @notice Parties of a job with their weights in a final round; weights are all 0 before it is final.
    function weights(bytes32 jobId, uint32 round) external view returns (address[] memory parties, uint64[] memory values) {
        parties = jobs.parties(jobId);
        values = new uint64[](parties.length);
        for (uint256 i = 0; i < parties.length; ++i) {
            values[i] = _rounds[jobId][round].weights[i];
        }
    }

    /// @notice Weight of an institution in a final round, 0 before it is final.
    function weightOf(bytes32 jobId, uint32 round, address institution) external view returns (uint64) {
        return _rounds[jobId][round].weights[_partyIndex(jobId, institution)];
    }

    /// @notice Score of an institution in a final round, 0 before it is final.
    function scoreOf(bytes32 jobId, uint32 round, address institution) external view returns (uint64) {
        return _rounds[jobId][round].scores[_partyIndex(jobId, institution)];
    }

    /// @notice Whether a round is final.
    function finalised(bytes32 jobId, uint32 round) external view returns (bool) {
        return _rounds[jobId][round].finalised;
    }

    /// @notice What `reporter` scored `institution`, and whether it did.
    function reported(bytes32 jobId, uint32 round, address institution, address reporter)
        external
        view
        returns (bool given, uint64 value)
    {
        uint64 stored = _rounds[jobId][round].reports[_partyIndex(jobId, institution)][_partyIndex(jobId, reporter)];
        return (stored != 0, stored == 0 ? 0 : stored - 1);
    }

    function _requireOpen(bytes32 jobId, uint32 round) private view {
        uint32 rounds = jobs.rounds(jobId);
        if (round >= rounds) revert RoundOutOfRange(round, rounds);
        JobRegistry.JobState state = jobs.state(jobId);
        if (state != JobRegistry.JobState.Running) revert JobNotRunning(jobId, state);
        if (_rounds[jobId][round].finalised) revert RoundFinalised(jobId, round);
    }

    function _senderIndex(bytes32 jobId) private view returns (uint256 index) {
        index = _partyIndex(jobId, msg.sender);
        if (!registry.hasRole(msg.sender, Roles.WORKER)) revert NotWorker(msg.sender);
    }

    function _partyIndex(bytes32 jobId, address institution) private view returns (uint256) {
        uint256 number = jobs.partyNumber(jobId, institution);
        if (number == 0) revert NotParty(jobId, institution);
        return number - 1;
    }

    /// Lower median of the reports on one party, by insertion into at most 15 sorted places.
    function _median(bytes32 jobId, uint32 round, address[] memory parties, uint256 subject) private view returns (uint64) {
        uint64[MAX_PARTIES] memory reports = _rounds[jobId][round].reports[subject];
        uint64[MAX_PARTIES] memory sorted;
        uint256 count;
        for (uint256 i = 0; i < parties.length; ++i) {
            uint64 value = reports[i];
            if (value == 0) continue;
            uint256 place = count++;
            for (; place > 0 && sorted[place - 1] > value; --place) {
                sorted[place] = sorted[place - 1];
            }
            sorted[place] = value;
        }
        uint256 needed = parties.length - 1;
        if (block.timestamp > _rounds[jobId][round].firstReportAt + REPORT_WINDOW) needed = needed / 2 + 1;
        if (count < needed || count == 0) revert TooFewReports(jobId, round, parties[subject], count, needed);
        return sorted[(count - 1) / 2] - 1;
    }
}
