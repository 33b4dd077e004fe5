// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AuditLedger} from "./AuditLedger.sol";
import {InstitutionRegistry} from "./InstitutionRegistry.sol";
import {Roles} from "./Roles.sol";

/// @title Auditors' challenges: show the record behind an anchored hash, or be marked for ever.
/// @notice States: Open -> Answered -> Accepted or Disputed; or Open -> Unanswered, for good. An answer is the canonical record itself: its
/// SHA-256 must be the anchored hash. Records hold hashes and salted commitments, never raw data, so an answer in a public
/// transaction reveals none; the artifacts it names are handed to the auditor off chain, and the outcome is recorded here.
contract AuditChallenge {
    /// State of a challenge. `Unknown` is what a number without a challenge has.
    enum ChallengeState {
        Unknown,
        Open,
        Answered,
        Unanswered,
        Accepted,
        Disputed
    }

    /// A challenge. `deadline` is in seconds since 1970; `finding` is the hash of the auditor's finding, 0 before.
    struct Challenge {
        bytes32 jobId;
        address institution;
        uint64 sequence;
        ChallengeState state;
        address auditor;
        uint64 deadline;
        bytes32 recordHash;
        bytes32 finding;
    }

    /// @dev Seconds that an institution has at least and at most.
    uint64 internal constant MIN_TIME = 60;
    uint64 internal constant MAX_TIME = 90 days;
    /// @dev Bytes of a canonical record, at most.
    uint256 internal constant MAX_RECORD = 8192;

    /// @notice The registry of institutions.
    InstitutionRegistry public immutable registry;
    /// @notice The ledger whose records are challenged.
    AuditLedger public immutable ledger;

    /// @notice How many challenges there were; they are numbered from 1.
    uint256 public challengeCount;

    mapping(uint256 challengeId => Challenge) private _challenges;
    mapping(bytes32 question => uint256 challengeId) private _open;
    mapping(address institution => uint256) private _unanswered;
    mapping(bytes32 place => bool) private _marked;

    /// @notice `auditor` asks `institution` for a record.
    event ChallengeOpened(
        uint256 indexed challengeId,
        bytes32 indexed jobId,
        address indexed institution,
        uint64 sequence,
        address auditor,
        uint64 deadline
    );
    /// @notice The institution showed the record, which is in the input of the transaction, in time.
    event ChallengeAnswered(uint256 indexed challengeId, address indexed institution, bytes32 recordHash);
    /// @notice The institution did not show the record in time.
    event ChallengeUnanswered(uint256 indexed challengeId, address indexed institution);
    /// @notice The auditor accepts or disputes what it was shown.
    event ChallengeConcluded(uint256 indexed challengeId, address indexed institution, bool accepted, bytes32 finding);

    /// The sender is not a member with the role of auditor.
    error NotAuditor(address account);
    /// No such record is anchored.
    error RecordMissing(bytes32 jobId, address institution, uint64 sequence);
    /// The time to answer is outside of the range.
    error AnswerTime(uint64 given, uint64 least, uint64 most);
    /// The auditor has an open challenge for this record.
    error AlreadyOpen(uint256 challengeId);
    /// The challenge is in a state in which this cannot happen (0 is: there is no such challenge).
    error WrongChallengeState(uint256 challengeId, ChallengeState state);
    /// The sender is not the institution that was asked.
    error NotAsked(uint256 challengeId, address account, address institution);
    /// The answer comes too late.
    error AnswerTooLate(uint256 challengeId, uint64 deadline, uint256 time);
    /// The institution still has time.
    error DeadlineNotPassed(uint256 challengeId, uint64 deadline, uint256 time);
    /// The record is too long.
    error RecordTooLong(uint256 length, uint256 limit);
    /// The bytes are not those of the anchored record.
    error RecordMismatch(uint256 challengeId, bytes32 given, bytes32 anchored);
    /// The sender is not the auditor who asked.
    error NotAsker(uint256 challengeId, address account, address auditor);

    /// @param institutionRegistry The registry of institutions.
    /// @param auditLedger The ledger whose records are challenged.
    constructor(InstitutionRegistry institutionRegistry, AuditLedger auditLedger) {
        registry = institutionRegistry;
        ledger = auditLedger;
    }

    /// @notice Asks an institution, as an auditor, to show a record within `answerWithin` seconds (1 minute to 90 days).
    /// @return challengeId Number of the challenge, from 1.
    function challenge(bytes32 jobId, address institution, uint64 sequence, uint64 answerWithin)
        external
        returns (uint256 challengeId)
    {
        _requireAuditor();
        if (answerWithin < MIN_TIME || answerWithin > MAX_TIME) revert AnswerTime(answerWithin, MIN_TIME, MAX_TIME);
        bytes32 recordHash = ledger.record(jobId, institution, sequence);
        if (recordHash == 0) revert RecordMissing(jobId, institution, sequence);
        bytes32 question = keccak256(abi.encode(msg.sender, jobId, institution, sequence));
        uint256 earlier = _open[question];
        if (_challenges[earlier].state == ChallengeState.Open) revert AlreadyOpen(earlier);
        challengeId = ++challengeCount;
        _open[question] = challengeId;
        uint64 deadline = uint64(block.timestamp) + answerWithin;
        _challenges[challengeId] =
            Challenge(jobId, institution, sequence, ChallengeState.Open, msg.sender, deadline, recordHash, 0);
        emit ChallengeOpened(challengeId, jobId, institution, sequence, msg.sender, deadline);
    }

    /// @notice Shows the record that was asked for: its canonical bytes, at most 8,192, no later than the deadline.
    function answer(uint256 challengeId, bytes calldata canonicalRecord) external {
        Challenge storage open = _inState(challengeId, ChallengeState.Open);
        if (msg.sender != open.institution) revert NotAsked(challengeId, msg.sender, open.institution);
        if (block.timestamp > open.deadline) revert AnswerTooLate(challengeId, open.deadline, block.timestamp);
        if (canonicalRecord.length > MAX_RECORD) revert RecordTooLong(canonicalRecord.length, MAX_RECORD);
        bytes32 given = sha256(canonicalRecord);
        if (given != open.recordHash) revert RecordMismatch(challengeId, given, open.recordHash);
        open.state = ChallengeState.Answered;
        emit ChallengeAnswered(challengeId, msg.sender, given);
    }

    /// @notice Marks a challenge that was not answered by its deadline; anyone may. Nothing removes the mark.
    function markUnanswered(uint256 challengeId) external {
        Challenge storage open = _inState(challengeId, ChallengeState.Open);
        if (block.timestamp <= open.deadline) revert DeadlineNotPassed(challengeId, open.deadline, block.timestamp);
        open.state = ChallengeState.Unanswered;
        ++_unanswered[open.institution];
        _marked[keccak256(abi.encode(open.jobId, open.institution, open.sequence))] = true;
        emit ChallengeUnanswered(challengeId, open.institution);
    }

    /// @notice Records, as the auditor who asked, whether the answer holds. `finding` is the hash of the auditor's report.
    function conclude(uint256 challengeId, bool accepted, bytes32 finding) external {
        Challenge storage answered = _inState(challengeId, ChallengeState.Answered);
        if (msg.sender != answered.auditor) revert NotAsker(challengeId, msg.sender, answered.auditor);
        _requireAuditor();
        answered.state = accepted ? ChallengeState.Accepted : ChallengeState.Disputed;
        answered.finding = finding;
        emit ChallengeConcluded(challengeId, answered.institution, accepted, finding);
    }

    /// @notice A challenge by number; reverts when there is none.
    function challengeOf(uint256 challengeId) external view returns (Challenge memory) {
        if (_challenges[challengeId].state == ChallengeState.Unknown) {
            revert WrongChallengeState(challengeId, ChallengeState.Unknown);
        }
        return _challenges[challengeId];
    }

    /// @notice How many challenges an institution left unanswered.
    function unansweredBy(address institution) external view returns (uint256) {
        return _unanswered[institution];
    }

    /// @notice Whether a challenge of this record was ever left unanswered.
    function isMarked(bytes32 jobId, address institution, uint64 sequence) external view returns (bool) {
        return _marked[keccak256(abi.encode(jobId, institution, sequence))];
    }

    function _requireAuditor() private view {
        if (!registry.hasRole(msg.sender, Roles.AUDITOR)) revert NotAuditor(msg.sender);
    }

    function _inState(uint256 challengeId, ChallengeState expected) private view returns (Challenge storage found) {
        found = _challenges[challengeId];
        if (found.state != expected) revert WrongChallengeState(challengeId, found.state);
    }
}
