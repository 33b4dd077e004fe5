// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MemberVotes} from "../src/MemberVotes.sol";
import {PrivacyBudget} from "../src/PrivacyBudget.sol";
import {Roles} from "../src/Roles.sol";
import {TrustRegistry} from "../src/TrustRegistry.sol";
import {Consortium} from "./support/Consortium.sol";
import {TestProver} from "./support/TestProver.sol";

/// Everything the actors below can do, in any order and with any numbers. Each property is checked after every call.
contract InvariantsTest is Consortium {
    uint64 private constant ONE = 1e18;
    bytes32 private constant DATA = keccak256("dataset");

    PrivacyBudget private _budget;
    TrustRegistry private _trust;
    address[] private _people;
    bytes32[] private _jobs;
    // What the ledger must hold, kept beside it.
    mapping(bytes32 stream => bytes32[]) private _expected;
    mapping(address institution => uint256) private _secrets;
    uint256 private _charged;
    uint64 private _lastEpoch;
    uint8 private _lastRound;

    function setUp() public override {
        super.setUp();
        registerKeys();
        _budget = PrivacyBudget(deploy("PrivacyBudget", abi.encode(registry, jobs)));
        _trust = TrustRegistry(deploy("TrustRegistry", abi.encode(jobs)));
        _people = [ALICE, BOB, CAROL, MALLORY];
        (_secrets[ALICE], _secrets[BOB], _secrets[CAROL]) = (ALICE_SECRET, BOB_SECRET, CAROL_SECRET);
        _jobs.push(runningJob());
        _jobs.push(consentedJob());
        _jobs.push(proposeJob());
        vm.startPrank(ALICE);
        _budget.openDataset(DATA, 3e12);
        for (uint256 i = 0; i < 3; ++i) _budget.consentRelease(DATA, _jobs[i], 2e12);
        vm.stopPrank();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(this);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        bytes4[] memory selectors = new bytes4[](15);
        selectors[0] = this.append.selector;
        selectors[1] = this.appendAnything.selector;
        selectors[2] = this.appendSome.selector;
        selectors[3] = this.rotateKey.selector;
        selectors[4] = this.revokeKey.selector;
        selectors[5] = this.abort.selector;
        selectors[6] = this.lowerCap.selector;
        selectors[7] = this.consentRelease.selector;
        selectors[8] = this.charge.selector;
        selectors[9] = this.report.selector;
        selectors[10] = this.finalise.selector;
        selectors[11] = this.propose.selector;
        selectors[12] = this.vote.selector;
        // More often, so that rounds and streams get somewhere.
        selectors[13] = this.append.selector;
        selectors[14] = this.report.selector;
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(this), selectors);
    }

    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    function append(uint8 who, uint8 which, bytes32 hash) external {
        (address sender, bytes32 job) = (_person(who), _job(which));
        (uint64 sequence, bytes32 previousHash) = previousOf(job, sender);
        TestProver.Proof memory proof = proveRecord(job, sender, _secrets[sender], sequence, previousHash, hash);
        (, uint256 keyY) = TestProver.publicKey(_secrets[sender]);
        vm.prank(sender);
        ledger.append(job, sequence, hash, keyY, proof.challenge, proof.response);
        _expected[ledger.streamId(job, sender)].push(hash);
    }

    /// A correct proof for a place of the fuzzer's choice: it may only succeed at the end of the stream.
    function appendAnything(uint8 who, uint8 which, uint64 sequence, bytes32 hash) external {
        (address sender, bytes32 job) = (_person(who), _job(which));
        sequence %= 20;
        bytes32 previousHash = sequence == 0 ? ledger.streamId(job, sender) : ledger.record(job, sender, sequence - 1);
        TestProver.Proof memory proof = proveRecord(job, sender, _secrets[sender], sequence, previousHash, hash);
        (, uint256 keyY) = TestProver.publicKey(_secrets[sender]);
        vm.prank(sender);
        ledger.append(job, sequence, hash, keyY, proof.challenge, proof.response);
        // Anywhere else than at the end this makes the comparison fail.
        _expected[ledger.streamId(job, sender)].push(hash);
    }

    function appendSome(uint8 who, uint8 which, uint8 size, bytes32 seed) external {
        (address sender, bytes32 job) = (_person(who), _job(which));
        bytes32[] memory hashes = new bytes32[](size % 8);
        for (uint256 i = 0; i < hashes.length; ++i) hashes[i] = keccak256(abi.encode(seed, i));
        appendBatch(job, sender, _secrets[sender], hashes);
        for (uint256 i = 0; i < hashes.length; ++i) _expected[ledger.streamId(job, sender)].push(hashes[i]);
    }

    function rotateKey(uint8 who, uint128 secret) external {
        address sender = _person(who);
        uint64 version = registry.institution(sender).keyVersion + 1;
        (uint256 x, uint256 y) = TestProver.publicKey(secret);
        TestProver.Proof memory proof = possession(sender, secret, version);
        vm.prank(sender);
        registry.rotateKey(x, y, proof.challenge, proof.response, 0);
        _secrets[sender] = secret;
    }

    function revokeKey(uint8 who) external {
        if (who > 63) return;
        vm.prank(_person(who));
        registry.revokeKey();
    }

    function abort(uint8 who, uint8 which) external {
        // The running job goes on: without it nothing would happen to trust any more.
        if (_job(which) == _jobs[0]) return;
        vm.prank(_person(who));
        jobs.abort(_job(which), 0);
    }

    function lowerCap(uint128 cap) external {
        vm.prank(ALICE);
        _budget.lowerCap(DATA, 2e12 + cap % 1e12);
    }

    function consentRelease(uint8 which, uint128 limit) external {
        vm.prank(ALICE);
        _budget.consentRelease(DATA, _job(which), 1e12 + limit % 1e12);
    }

    function charge(uint8 which, uint64 sequence, uint128 rho) external {
        rho %= 3e11;
        vm.prank(ALICE);
        _budget.charge(DATA, _job(which), sequence % 100, rho);
        _charged += rho;
    }

    /// What most parties report in a round, with scores of very different sizes.
    function report(uint16 silent, uint8 round, uint64 seed) external {
        for (uint8 who = 0; who < 3; ++who) {
            if ((silent >> (2 * who)) & 3 == 0) continue;
            for (uint8 whom = 0; whom < 3; ++whom) {
                if (who == whom) continue;
                uint64 score = uint64(uint256(keccak256(abi.encode(seed, whom))) % (ONE + 1)) >> (seed % 64);
                vm.prank(_person(who));
                _trust.report(_jobs[0], round % 10, _person(whom), score);
            }
        }
        _lastRound = round % 10;
    }

    function finalise(uint8 who, uint8 round, bool last) external {
        vm.warp(block.timestamp + 11 minutes);
        vm.prank(_person(who));
        _trust.finalise(_jobs[0], last ? _lastRound : round % 10);
    }

    function propose(uint8 who, uint8 whom, uint8 roles, uint8 kind) external {
        (address sender, address subject) = (_person(who), _person(whom));
        vm.prank(sender);
        if (kind % 3 == 0) registry.proposeAdmission(subject, roles % 16);
        else if (kind % 3 == 1) registry.proposeRemoval(subject);
        else registry.proposeRoles(subject, roles % 16);
    }

    function vote(uint8 who, uint8 back) external {
        uint256 count = registry.proposalCount();
        vm.prank(_person(who));
        registry.vote(count - 1 - back % 3);
    }

    function invariant_LedgerIsGaplessAndWriteOnce() external view {
        for (uint256 i = 0; i < _people.length; ++i) {
            for (uint256 j = 0; j < _jobs.length; ++j) {
                bytes32[] storage expected = _expected[ledger.streamId(_jobs[j], _people[i])];
                (uint64 count, bytes32 lastHash) = ledger.head(_jobs[j], _people[i]);
                assertEq(count, expected.length, "count");
                assertEq(lastHash, count == 0 ? bytes32(0) : expected[count - 1], "last hash");
                bytes32[] memory records = ledger.records(_jobs[j], _people[i], 0, 1024);
                for (uint256 k = 0; k < count; ++k) assertEq(records[k], expected[k], "record");
                for (uint64 k = 0; k < 9; ++k) {
                    assertTrue(ledger.record(_jobs[j], _people[i], count + k) == 0, "empty behind the end");
                }
            }
        }
    }

    function invariant_OnlyPartiesOfConsentedJobsHaveRecords() external view {
        for (uint256 j = 0; j < _jobs.length; ++j) {
            assertTrue(ledger.record(_jobs[j], MALLORY, 0) == 0, "an outsider has none");
        }
        for (uint256 i = 0; i < _people.length; ++i) {
            assertTrue(ledger.record(_jobs[2], _people[i], 0) == 0, "a proposed job has none");
        }
    }

    function invariant_BudgetHolds() external view {
        uint128 cap = _budget.cap(ALICE, DATA);
        uint256 total;
        for (uint256 j = 0; j < _jobs.length; ++j) {
            uint128 spent = _budget.spentByJob(ALICE, DATA, _jobs[j]);
            uint128 limit = _budget.limit(ALICE, DATA, _jobs[j]);
            assertTrue(spent <= limit && limit <= cap, "spent <= limit <= cap");
            total += spent;
        }
        assertEq(_budget.spent(ALICE, DATA), total, "the dataset's account is the sum of the jobs'");
        assertEq(total, _charged, "and the sum of the charges");
        assertTrue(total <= cap, "total <= cap");
    }

    function invariant_WeightsSumToOne() external view {
        for (uint32 round = 0; round < 10; ++round) {
            (, uint64[] memory weights) = _trust.weights(_jobs[0], round);
            uint256 sum;
            for (uint256 i = 0; i < weights.length; ++i) sum += weights[i];
            assertEq(sum, _trust.finalised(_jobs[0], round) ? ONE : 0, "sum");
        }
    }

    function invariant_ConsortiumHasAValidator() external {
        uint256 validators;
        for (uint256 i = 0; i < _people.length; ++i) {
            if (registry.hasRole(_people[i], Roles.VALIDATOR)) ++validators;
            if (!registry.hasRole(_people[i], Roles.WORKER) && !registry.institution(_people[i]).active) {
                assertEq(registry.provenKey(_people[i]), 0, "only members have keys");
            }
        }
        assertEq(registry.validatorCount(), validators, "count");
        assertTrue(validators >= 1, "one at least");
        assertTrue(registry.epoch() >= _lastEpoch, "epochs only rise");
        _lastEpoch = registry.epoch();
    }

    function _person(uint8 number) private view returns (address) {
        return _people[number % 4];
    }

    function _job(uint8 number) private view returns (bytes32) {
        return _jobs[number % 3];
    }
}
